import { type AutomationCommand, divideBody, type PeopleCommand } from '../contracts/commands.js'
import type { Visibility } from '../database/visibility.js'
import { assertNever } from '../domain/assert.js'
import { DomainError, type Refusal, refuse, refuseMissing } from '../domain/errors.js'
import { refuseTooOften } from '../domain/repeats.js'
import type { Command } from '../domain/ticket/commands/index.js'
import { findRefusal } from '../domain/ticket/decider.js'
import { refuseUnknown } from '../domain/ticket/refusals.js'
import { deferCommand } from '../write/inbox/defer.js'
import { type InboxAnswer, type NewCommand, receiveCommand } from '../write/inbox/receive.js'
import { type Judged, rejectCommand } from '../write/inbox/reject.js'
import { type AppDeps, type Asking, currentInstant } from './env.js'
import { lookForArrivals } from './look-for-arrivals.js'

type Pending = Extract<InboxAnswer, { kind: 'pending' }>

/** A command as a route gives it; the body was validated, what routes add to it is theirs. */
export interface CommandRequest {
  name: PeopleCommand | AutomationCommand
  /** Id or number of the ticket. */
  ref: string
  body: Record<string, unknown>
  /** It is a part of a macro, which history says. */
  by?: 'macro'
  /** Left out: the id of the request's own work. */
  commandId?: string
  /** The lock was judged by what went before in the same request. */
  ignoreIfMatch?: boolean
  /** The body names the ticket, and not the path. */
  isNamedInBody?: boolean
  /** The answer is the caller's own, whatever they may see of the ticket by then. */
  isOwnAnswer?: boolean
}

export type CommandReply =
  /** Repeated: an earlier request has carried it out, and the ticket may be another by now. */
  | { kind: 'applied'; ticketId: string; operationId: string; isRepeated: boolean }
  | { kind: 'pending'; operationId: string }

const VISIBILITY: Partial<Record<CommandRequest['name'], Visibility>> = {
  claim: 'claimable',
  restore_draft: 'restorable',
}

/** The API's half of the command path (docs/architecture.md): inbox, what the row forbids, update. Throws the refusal. */
export async function sendCommand(
  asking: Asking,
  deps: AppDeps,
  sent: CommandRequest,
): Promise<CommandReply> {
  const { name, ref, body, commandId = asking.get('workId'), ignoreIfMatch = false } = sent
  refuseTooOften(body, deps.settings.shortestRepeat)
  const { attachments } = body
  await lookForArrivals(asking, deps, Array.isArray(attachments) ? attachments : undefined)
  const { person, organizationId } = asking.get('caller')
  const ifMatch = ignoreIfMatch ? undefined : asking.get('ifMatch')
  const command: NewCommand = {
    organizationId,
    ticket: ref,
    commandId,
    name,
    actor: { kind: 'user', id: person.id, ...(sent.by && { by: sent.by }) },
    origin: asking.get('origin'),
    ...divideBody(name, body),
    ...(ifMatch === undefined ? {} : { ifMatch }),
  }
  const viewing = { person, visibility: VISIBILITY[name] ?? 'normal' }
  const received = await receiveCommand(deps.db, command, viewing)
  switch (received.kind) {
    case 'gone':
      return sent.isNamedInBody === true ? refuseUnknown('ticket', [ref]) : refuseMissing('ticket')
    case 'crowded':
      return refuse(
        'unavailable',
        'Too many commands of this ticket wait to be carried out; try again shortly.',
      )
    case 'rejected':
      throw new DomainError(received.problem)
    case 'applied':
      return {
        kind: 'applied',
        ticketId: received.ticketId,
        operationId: commandId,
        isRepeated: true,
      }
    case 'pending':
      return answerJudged(
        await dispatch(asking, deps, command, received),
        received.ticketId,
        commandId,
      )
    default:
      return assertNever(received)
  }
}

function answerJudged(judged: Judged, ticketId: string, operationId: string): CommandReply {
  if (judged.kind === 'rejected') throw new DomainError(judged.problem)
  return judged.kind === 'applied'
    ? { kind: 'applied', ticketId, operationId, isRepeated: false }
    : { kind: 'pending', operationId }
}

/**
 * What the row alone forbids is refused at once; the rest goes to its workflow, or waits for the relay. Behind a
 * command that waits, the row as it is now says nothing: that one is decided first.
 */
async function dispatch(
  asking: Asking,
  deps: AppDeps,
  command: NewCommand,
  { ticketId, state, surroundings, unknownIds, isQueued }: Pending,
): Promise<Judged> {
  const { organizationId, organizationSlug, person } = asking.get('caller')
  const { commandId, name, texts, ...content } = command
  if (isQueued) return deferCommand(deps.db, commandId)
  const known = { at: currentInstant(deps), person, unknownIds, surroundings }
  const judgeable = { ...content, name, commandId, textsGiven: Object.keys(texts) } as Command // validated for its name
  const refused = findRefusal(state, judgeable, known)
  // whether it is too late for an undo, the run's clock says: this process's own may be ahead of it
  const isCertain = refused !== undefined && refused.code !== 'undo_expired'
  if (isCertain) return recordRefusal(deps, commandId, refused)
  const { number, approval } = state
  const ticket = { organizationId, organizationSlug, ticketId, number }
  const ref = approval === null ? { commandId, name } : { commandId, name, approvalN: approval.n }
  const outcome = await deps.gateway.send(ticket, ref)
  if (outcome.kind === 'away') return deferCommand(deps.db, commandId)
  return outcome.kind === 'refused' ? { kind: 'rejected', problem: outcome.refusal } : outcome
}

async function recordRefusal(deps: AppDeps, commandId: string, refused: Refusal): Promise<Judged> {
  const judged = await rejectCommand(deps.db, commandId, refused)
  deps.notifyCommitted()
  return judged
}
