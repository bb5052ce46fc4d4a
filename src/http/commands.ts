import type { Context } from 'hono'
import { divideBody, type PeopleCommand } from '../contracts/commands.js'
import { DomainError, type Refusal, refuse } from '../domain/errors.js'
import { staleRevision } from '../domain/ticket/decide/index.js'
import type { Envelope } from '../domain/ticket/envelope.js'
import { findTicket } from '../read/tickets/find.js'
import { presentTicket } from '../read/tickets/present.js'
import { deferCommand, type InboxAnswer, receiveCommand, rejectCommand } from '../write/inbox.js'
import { type AppDeps, type AppEnv, nowOf } from './env.js'

type Pending = Extract<InboxAnswer, { kind: 'pending' }>

/** What an answer says besides the ticket. */
export type More = (c: Context<AppEnv>, ticketId: string) => Promise<object>

const noMore: More = async () => ({})

/** The route's half of the command road (docs/architecture.md): inbox, update, outcome. */
export async function runCommand(
  c: Context<AppEnv>,
  deps: AppDeps,
  name: PeopleCommand,
  body: Record<string, unknown>,
  more: More = noMore,
) {
  const { person, organizationId } = c.get('caller')
  const ref = c.req.param('id') ?? ''
  const ifMatch = revisionIn(c.req.header('if-match'))
  const found = await findTicket(c.get('db'), person, ref, name === 'claim')
  const parts = divideBody(name, body)
  const received = await receiveCommand(deps.db, {
    organizationId,
    ticketId: found.state.id,
    commandId: c.get('workId'),
    name,
    actor: { kind: 'user', id: person.id },
    origin: c.get('origin'),
    ...parts,
    ...(ifMatch === undefined ? {} : { ifMatch }),
  })
  if (received.kind === 'gone') return refuse('not_found', 'There is no such ticket.')
  if (received.kind === 'rejected') throw new DomainError(received.problem)
  if (received.kind === 'pending') {
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
    if ((await carry(c, deps, received, envelope)) === 'pending')
      return accepted(c, received.commandId)
  }
  return answerTicket(c, deps, found.state.id, more)
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

function accepted(c: Context<AppEnv>, operationId: string) {
  c.header('Location', `/api/v1/operations/${operationId}`)
  return c.json({ operationId, status: 'pending' as const }, 202)
}

/** The ticket after the command. A caller who lost sight of it by the command itself still gets it. */
async function answerTicket(c: Context<AppEnv>, deps: AppDeps, ticketId: string, more: More) {
  const { person } = c.get('caller')
  const record = await findTicket(c.get('db'), person, ticketId, true)
  c.header('ETag', etagOf(record.state.revision))
  return c.json(
    { ...presentTicket(record, person, nowOf(deps)), ...(await more(c, ticketId)) },
    200,
  )
}

export function etagOf(revision: number): string {
  return `"${revision}"`
}

function revisionIn(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined
  const revision = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1]
  if (revision === undefined) {
    return refuse('validation_failed', 'If-Match must be one ETag of the ticket, like "17".', {
      'If-Match': ['is not an ETag'],
    })
  }
  return Number(revision)
}
