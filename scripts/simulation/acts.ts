import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import type { Status } from '../../src/domain/ticket/status.js'

/** Who sends a command, by what they are to the ticket, and how likely it is. */
export type Act = readonly [
  weight: number,
  who: 'requester' | 'moderator' | 'assignee' | 'head' | 'agent' | 'decider',
  name: CommandName,
]

/** While somebody has the work before them. */
const WORKING: Act[] = [
  [3, 'moderator', 'postpone'],
  [2, 'moderator', 'reassign'],
  [3, 'moderator', 'split'],
  [4, 'moderator', 'close'],
  [1, 'assignee', 'request_postponement'],
  [1, 'assignee', 'request_sub_ticket'],
  [1, 'moderator', 'decline_request'],
  [1, 'moderator', 'change_priority'],
  [1, 'head', 'add_team_members'],
  [1, 'head', 'remove_team_member'],
  [1, 'moderator', 'delete_sub_ticket'],
]

/** What is likely in a status; endings are rare, or every story would be a short one. */
export const LIKELY: Record<Status, readonly Act[]> = {
  draft: [
    [3, 'requester', 'submit'],
    [1, 'requester', 'delete_draft'],
    [1, 'requester', 'restore_draft'],
  ],
  submitted: [
    [4, 'moderator', 'approve'],
    [10, 'moderator', 'assign'],
    [8, 'moderator', 'split'],
    [1, 'moderator', 'reject'],
    [1, 'moderator', 'ask_clarification'],
    [1, 'requester', 'withdraw'],
  ],
  needs_clarification: [[1, 'requester', 'answer_clarification']],
  rejected: [[1, 'moderator', 'undo']],
  open: [
    [3, 'agent', 'claim'],
    [2, 'head', 'claim'],
    [2, 'moderator', 'assign'],
    [2, 'moderator', 'split'],
    [1, 'moderator', 'postpone'],
  ],
  assigned: [[12, 'assignee', 'start'], [2, 'assignee', 'acknowledge'], ...WORKING],
  in_progress: [
    [8, 'assignee', 'complete'],
    [1, 'assignee', 'progress'],
    [12, 'assignee', 'request_approval'],
    [1, 'requester', 'withdraw'],
    ...WORKING,
  ],
  awaiting_approval: [
    [10, 'decider', 'decide_approval'],
    [1, 'moderator', 'reassign'],
    [1, 'moderator', 'close'],
    [1, 'moderator', 'change_priority'],
  ],
  postponed: [
    [4, 'moderator', 'restart'],
    [1, 'moderator', 'reassign'],
    [1, 'moderator', 'close'],
  ],
  completed: [
    [2, 'requester', 'resolve'],
    [2, 'requester', 'request_rework'],
    [1, 'moderator', 'close'],
  ],
  resolved: [
    [2, 'moderator', 'close'],
    [1, 'moderator', 'request_rework'],
  ],
  ready_for_closure: [
    [2, 'moderator', 'close'],
    [1, 'moderator', 'request_rework'],
  ],
  closed: [
    [3, 'moderator', 'reopen'],
    [1, 'requester', 'request_reopening'],
  ],
  reopened: [[6, 'assignee', 'start'], ...WORKING],
  withdrawn: [[1, 'moderator', 'undo']],
}

/** What may be tried whatever the status. */
export const ANYTHING: readonly Act[] = [
  [20, 'moderator', 'undo'],
  [20, 'assignee', 'set_tags'],
  ...Object.values(LIKELY).flat(),
]
