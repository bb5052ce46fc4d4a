import { CLOCKS, type Clock } from '../sla/clock.js'
import { findClockStep } from '../sla/clocks.js'
import type { Command, CommandName } from './commands/index.js'
import { DEADLINE_KINDS, type DeadlineKind } from './deadline.js'
import type { TicketState } from './state.js'

const COMMANDS: Record<Exclude<DeadlineKind, Clock>, CommandName> = {
  auto_verify: 'auto_verify',
  auto_close: 'auto_close',
  acknowledge: 'note_unacknowledged',
  draft_expiry: 'expire_draft',
  postpone_reminder: 'remind_postponed',
  resume: 'restart',
  approval_reminder: 'remind_approval',
  approval_escalation: 'escalate_approval',
  sub_ticket_nudge: 'nudge_sub_tickets',
  escalation: 'escalate',
}

/** False for what newer code has armed: nothing here can carry it out. */
export function isKnownDeadline(kind: string): boolean {
  return DEADLINE_KINDS.some((known) => known === kind)
}

/**
 * Those that may carry it out: what they need is locked before the ticket says which of them it is. None for a kind
 * that only newer code knows.
 */
export function listDeadlineCommands(kind: DeadlineKind): CommandName[] {
  if (!isKnownDeadline(kind)) return []
  return isClock(kind) ? ['warn_sla', 'breach_sla'] : [COMMANDS[kind]]
}

/** What a deadline that is due does to the ticket; a clock warns first, and then breaches. */
export function buildDeadlineCommand(
  commandId: string,
  state: TicketState,
  kind: DeadlineKind,
): Command {
  const sent = { commandId, actor: { kind: 'system' }, textsGiven: [] } as const
  if (!isClock(kind)) return { ...sent, name: COMMANDS[kind], payload: {} } as Command // none of the table takes a payload
  const name = findClockStep(kind, state)?.kind === 'warn' ? 'warn_sla' : 'breach_sla'
  return { ...sent, name, payload: { clock: kind } }
}

function isClock(kind: DeadlineKind): kind is Clock {
  return CLOCKS.some((clock) => clock === kind)
}
