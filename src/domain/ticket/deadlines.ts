import type { CommandName } from './commands.js'
import { DEADLINE_KINDS, type Deadline, type DeadlineKind, type TicketState } from './state.js'

/** The system's own command for each deadline that is due. */
export const DEADLINE_COMMANDS = {
  auto_verify: 'auto_verify',
  auto_close: 'auto_close',
  acknowledge: 'note_unacknowledged',
  undo_window: 'end_undo_window',
} as const satisfies Record<DeadlineKind, CommandName>

export interface DueDeadline extends Deadline {
  kind: DeadlineKind
}

/** The earliest deadline; of two at once the one first in DEADLINE_KINDS, so verifying precedes closing. */
export function nextDeadline(state: TicketState): DueDeadline | undefined {
  let next: DueDeadline | undefined
  for (const kind of DEADLINE_KINDS) {
    const deadline = state.deadlines[kind]
    if (deadline !== undefined && (next === undefined || deadline.at < next.at)) {
      next = { kind, ...deadline }
    }
  }
  return next
}

/** The same for a repeated firing, so that it is one command. */
export function systemCommandId(workflowId: string, deadline: DueDeadline): string {
  return `${workflowId}/${deadline.kind}/${deadline.seq}/1`
}

/** Ended for good: nothing is owed any more, so its run may end. */
export function isSettled(state: TicketState): boolean {
  return (
    nextDeadline(state) === undefined &&
    (state.status === 'closed' || state.status === 'rejected' || state.status === 'withdrawn')
  )
}
