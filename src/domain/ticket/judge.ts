import type { Refusal } from '../errors.js'
import type { Actor } from '../people.js'
import type { Clock } from '../sla/clocks.js'
import type { TicketChange } from './change.js'
import type { Command, CommandName } from './commands/index.js'
import { isStillArmed } from './deadlines.js'
import type { Facts } from './facts.js'
import { type LockedRows, propose } from './propose.js'
import type { DeadlineKind, TicketState } from './state.js'
import type { DueDeadline } from './system-command-id.js'

/** A command as the inbox has it: the row that is judged once. */
export interface InboxEntry {
  status: 'pending' | 'applied' | 'rejected'
  problem: Refusal | null
  name: CommandName
  actor: Actor
  payload: object
  textsGiven: string[]
  ifMatch: number | null
}

/** What the transaction has found under its locks; a deadline's command has no entry before it is applied. */
export interface LockedCommand {
  entry: InboxEntry | null
  rows: LockedRows
  facts: Facts
}

export interface CommandRequest {
  commandId: string
  /** The workflow's clock. */
  at: string
  /** Given for a deadline that is due. */
  deadline?: DueDeadline
}

export type Verdict =
  /** It was judged before, or its deadline is gone: there is nothing to write. */
  | { kind: 'settled'; refusal: Refusal | null }
  | { kind: 'apply'; name: CommandName; changes: TicketChange[] }
  | { kind: 'reject'; refusal: Refusal }

/** The command path's one decision, on locked rows; the activity and the simulation both call it. */
export function judge(
  { entry, rows, facts }: LockedCommand,
  { commandId, at, deadline }: CommandRequest,
  newId: () => string,
): Verdict {
  if (entry !== null && entry.status !== 'pending') {
    return { kind: 'settled', refusal: entry.problem }
  }
  const isGone = deadline !== undefined && !isStillArmed(rows.ticket, deadline)
  if (isGone) return { kind: 'settled', refusal: null }
  const command =
    deadline === undefined
      ? commandInInbox(commandId, entry)
      : systemCommand(commandId, rows.ticket, deadline.kind)
  const proposal = propose(rows, command, { at, facts }, newId)
  if (proposal.kind === 'refused') return { kind: 'reject', refusal: proposal.refusal }
  const changes = proposal.kind === 'changed' ? proposal.changes : []
  return { kind: 'apply', name: command.name, changes }
}

function commandInInbox(commandId: string, entry: InboxEntry | null): Command {
  if (entry === null) throw new Error(`the command ${commandId} is not in the inbox`)
  const { name, actor, payload, textsGiven, ifMatch } = entry
  const lock = ifMatch === null ? {} : { ifMatch }
  return { name, commandId, actor, payload, textsGiven, ...lock } as Command // validated for its name at the edge
}

const DEADLINE_COMMANDS: Record<Exclude<DeadlineKind, Clock>, CommandName> = {
  auto_verify: 'auto_verify',
  auto_close: 'auto_close',
  acknowledge: 'note_unacknowledged',
  draft_expiry: 'expire_draft',
  postpone_reminder: 'remind_postponed',
  resume: 'restart',
  approval_reminder: 'remind_approval',
  approval_escalation: 'escalate_approval',
  sub_ticket_nudge: 'nudge_sub_tickets',
}

/** A clock warns first, and then breaches: which of both is due follows from the ticket. */
function nameDeadlineCommand(kind: DeadlineKind, { sla }: TicketState): CommandName {
  if (kind !== 'first_response' && kind !== 'resolution') return DEADLINE_COMMANDS[kind]
  return sla.warned.includes(kind) ? 'breach_sla' : 'warn_sla'
}

function systemCommand(commandId: string, state: TicketState, kind: DeadlineKind): Command {
  const isClock = kind === 'first_response' || kind === 'resolution'
  const name = nameDeadlineCommand(kind, state)
  const payload = isClock ? { clock: kind } : {}
  const actor: Actor = { kind: 'system' }
  return { name, commandId, actor, payload, textsGiven: [] } as Command // the two tables above pair name and payload
}

/** Whether what a deadline's command does may reach parent or sub-tickets, and which facts it takes. */
export function listDeadlineCommands(kind: DeadlineKind): CommandName[] {
  return kind === 'first_response' || kind === 'resolution'
    ? ['warn_sla', 'breach_sla']
    : [DEADLINE_COMMANDS[kind]]
}
