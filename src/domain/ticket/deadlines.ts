import type { Command } from './commands.js'
import {
  DEADLINE_KINDS,
  type Deadline,
  type DeadlineKind,
  isTerminal,
  type TicketState,
} from './state.js'

type SystemCommand = {
  [N in Command['name']]: { name: N; payload: Command<N>['payload'] }
}[Command['name']]

/** The system's own command for each deadline that is due. */
export const DEADLINE_COMMANDS = {
  auto_verify: { name: 'auto_verify', payload: {} },
  auto_close: { name: 'auto_close', payload: {} },
  acknowledge: { name: 'note_unacknowledged', payload: {} },
  undo_window: { name: 'end_undo_window', payload: {} },
  draft_expiry: { name: 'expire_draft', payload: {} },
  postpone_reminder: { name: 'remind_postponed', payload: {} },
  resume: { name: 'restart', payload: {} },
  approval_reminder: { name: 'remind_approval', payload: {} },
  approval_escalation: { name: 'escalate_approval', payload: {} },
  sub_ticket_nudge: { name: 'nudge_sub_tickets', payload: {} },
  first_response_warning: { name: 'warn_sla', payload: { clock: 'first_response' } },
  first_response_due: { name: 'breach_sla', payload: { clock: 'first_response' } },
  resolution_warning: { name: 'warn_sla', payload: { clock: 'resolution' } },
  resolution_due: { name: 'breach_sla', payload: { clock: 'resolution' } },
} as const satisfies Record<DeadlineKind, SystemCommand>

export interface DueDeadline extends Deadline {
  kind: DeadlineKind
}

/** Which workflow carries a deadline out: parking and approvals have runs of their own. */
export const CARRIED_BY = {
  postpone: ['postpone_reminder', 'resume'],
  approval: ['approval_reminder', 'approval_escalation'],
  split: ['sub_ticket_nudge'],
} as const satisfies Record<string, readonly DeadlineKind[]>
export type CompanionFamily = keyof typeof CARRIED_BY

const ELSEWHERE: readonly DeadlineKind[] = Object.values(CARRIED_BY).flat()
const SLA_KINDS: readonly DeadlineKind[] = [
  'first_response_warning',
  'first_response_due',
  'resolution_warning',
  'resolution_due',
]

/** The ticket's own; `withSla` false is how runs went before clocks were timers. */
export function ticketDeadlineKinds(withSla: boolean): readonly DeadlineKind[] {
  const own = DEADLINE_KINDS.filter((kind) => !ELSEWHERE.includes(kind))
  return withSla ? own : own.filter((kind) => !SLA_KINDS.includes(kind))
}

/** The earliest deadline of these kinds; of two at once the one first in DEADLINE_KINDS. */
export function nextDeadline(
  state: TicketState,
  kinds: readonly DeadlineKind[] = DEADLINE_KINDS,
): DueDeadline | undefined {
  let next: DueDeadline | undefined
  for (const kind of kinds) {
    const deadline = state.deadlines[kind]
    if (deadline !== undefined && (next === undefined || deadline.at < next.at)) {
      next = { kind, ...deadline }
    }
  }
  return next
}

/** The same for a repeated firing, so that it is one command. */
export function systemCommandId(workflowId: string, { kind, seq, n = 1 }: DueDeadline): string {
  return `${workflowId}/${kind}/${seq}/${n}`
}

/** Whether the deadline is still owed as it was armed; false once it was moved, met or taken away. */
export function isOwed(state: TicketState, { kind, at, seq, n }: DueDeadline): boolean {
  const owed = state.deadlines[kind]
  return owed !== undefined && owed.at === at && owed.seq === seq && owed.n === n
}

/** Ended for good: nothing is owed any more, so its run may end. */
export function isSettled(state: TicketState): boolean {
  const ended = isTerminal(state.status) || state.deletedAt !== null
  return ended && nextDeadline(state) === undefined
}
