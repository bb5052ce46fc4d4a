import type { Context } from 'hono'
import { divideBody, type PeopleCommand } from '../contracts/commands.js'
import { DomainError, type Refusal, refuse } from '../domain/errors.js'
import { staleRevision } from '../domain/ticket/decide/index.js'
import type { Envelope } from '../domain/ticket/envelope.js'
import { findTicket, type Visibility } from '../read/tickets/find.js'
import { presentTicket } from '../read/tickets/present.js'
import {
  deferCommand,
  type InboxAnswer,
  receiveCommand,
  rejectCommand,
} from '../write/inbox/commands.js'
import { BASE } from './base.js'
import { type AppDeps, type AppEnv, currentInstant } from './env.js'

type Pending = Extract<InboxAnswer, { kind: 'pending' }>

/** A command as a route gives it; the body was validated, what routes add to it is theirs. */
export interface Sent {
  name: PeopleCommand
  /** Id or number of the ticket. */
  ref: string
  body: Record<string, unknown>
  /** Left out: the id of the request's own work. */
  commandId?: string
  /** The lock was judged by what went before in the same request. */
  ignoreIfMatch?: boolean
}

export type Done = { kind: 'applied'; ticketId: string } | { kind: 'pending'; operationId: string }

const VISIBILITY: Partial<Record<PeopleCommand, Visibility>> = {
  claim: 'claimable',
  restore_draft: 'restorable',
}

/** The route's half of the command road (docs/architecture.md): inbox, update, outcome. */
export async function sendCommand(c: Context<AppEnv>, deps: AppDeps, sent: Sent): Promise<Done> {
  const { name, ref, body, commandId = c.get('workId'), ignoreIfMatch = false } = sent
  const { person, organizationId } = c.get('caller')
  const ifMatch = ignoreIfMatch ? undefined : revisionIn(c.req.header('if-match'))
  const found = await findTicket(c.get('db'), person, ref, VISIBILITY[name])
  const parts = divideBody(name, body)
  const received = await receiveCommand(deps.db, {
    organizationId,
    ticketId: found.state.id,
    commandId,
    name,
    actor: { kind: 'user', id: person.id },
    origin: c.get('origin'),
    ...parts,
    ...(ifMatch === undefined ? {} : { ifMatch }),
  })
  if (received.kind === 'gone') return refuse('not_found', 'There is no such ticket.')
  if (received.kind === 'rejected') throw new DomainError(received.problem)
  const applied = { kind: 'applied', ticketId: found.state.id } as const
  if (received.kind === 'applied') return applied
  const envelope: Envelope = {
    commandId: received.commandId,
    name,
    actor: { kind: 'user', id: person.id },
    payload: parts.payload,
    given: Object.keys(parts.texts),
    facts: received.facts,
    seen: received.seq,
    ...(ifMatch === undefined ? {} : { ifMatch }),
  }
  const outcome = await carry(c, deps, received, envelope)
  return outcome === 'applied' ? applied : { kind: 'pending', operationId: received.commandId }
}

/** Sends it on; throws the refusal, `pending` when its fate is not known yet. */
async function carry(
  c: Context<AppEnv>,
  deps: AppDeps,
  row: Pending,
  envelope: Envelope,
): Promise<'applied' | 'pending'> {
  const { commandId, ifMatch } = envelope
  if (ifMatch !== undefined && ifMatch !== row.revision) {
    return settleRefusal(deps, commandId, staleRevision(row.revision))
  }
  const { organizationId, organizationSlug } = c.get('caller')
  const { id: ticketId, number } = row.state
  const outcome = row.queued
    ? ({ kind: 'away' } as const)
    : await deps.gateway.send(
        { organizationId, organizationSlug, ticketId, number },
        row.state,
        envelope,
      )
  if (outcome.kind === 'refused') return settleRefusal(deps, commandId, outcome.refusal)
  if (outcome.kind === 'away') {
    await deferCommand(deps.db, commandId)
    return 'pending'
  }
  deps.acknowledger.acknowledge(commandId)
  return 'applied'
}

/** Written before it is answered; where the command was applied meanwhile, that stands. */
async function settleRefusal(
  deps: AppDeps,
  commandId: string,
  refused: Refusal,
): Promise<'applied'> {
  const settled = await rejectCommand(deps.db, commandId, refused)
  deps.wake()
  if (settled.kind === 'applied') return 'applied'
  throw new DomainError(settled.kind === 'rejected' ? settled.problem : refused)
}

/** Taken; whoever asks again under the operation's address learns how it was decided. */
export function accepted(c: Context<AppEnv>, operationId: string) {
  c.header('Location', `${BASE}/operations/${operationId}`)
  return c.json({ operationId, status: 'pending' as const }, 202)
}

/** The ticket after a command, also for a caller who lost sight of it by the command itself. */
export async function ticketAfter(c: Context<AppEnv>, deps: AppDeps, ticketId: string) {
  const { person } = c.get('caller')
  const record = await findTicket(c.get('db'), person, ticketId, 'after_own_command')
  c.header('ETag', etag(record.state.revision))
  return presentTicket(record, person, currentInstant(deps))
}

export function etag(revision: number): string {
  return `"${revision}"`
}

/** Throws `validation_failed` for what is no ETag of a ticket. */
export function revisionIn(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined
  const revision = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1]
  if (revision === undefined) {
    return refuse('validation_failed', 'If-Match must be one ETag of the ticket, like "17".', {
      'If-Match': ['is not an ETag'],
    })
  }
  return Number(revision)
}
