import type { CommandName } from './commands.js'
import { STATUSES, type Status } from './state.js'

/**
 * A relation to the ticket, a role, or a permission that lets its holder act.
 * `moderator_in_person` is a moderator who is a user: an operator can't become an assignee.
 */
export const WHO = [
  'requester',
  'author',
  'assignee',
  'team_member',
  'moderator',
  'moderator_in_person',
  'department_agent',
  'system',
  'ticket.priority',
  'ticket.assign',
  'ticket.close',
] as const
export type Who = (typeof WHO)[number]

export interface Rule {
  who: readonly Who[]
  from: readonly Status[]
  /** Statuses it may lead to; `same` leaves the status, `before` is that of before the last action. */
  to: readonly (Status | 'same' | 'before')[]
  /** A fact has no revision and no history item. */
  fact?: true
  /** It can be taken back within the organization's undo window. */
  undoable?: true
  /** For some, fewer statuses than `from`. */
  narrower?: Partial<Record<Who, readonly Status[]>>
  about: string
}

const LIVE = [
  'submitted',
  'needs_clarification',
  'open',
  'assigned',
  'in_progress',
  'awaiting_approval',
  'postponed',
  'completed',
  'resolved',
  'ready_for_closure',
  'reopened',
] as const satisfies readonly Status[]

/** The lifecycle, once: decide, the documents, the OpenAPI texts and the table test all read it here. */
export const RULES = {
  submit: {
    who: ['author'],
    from: ['draft'],
    to: ['submitted'],
    about: 'Hand a draft in for review',
  },
  ask_clarification: {
    who: ['moderator'],
    from: ['submitted'],
    to: ['needs_clarification'],
    undoable: true,
    about: 'Send it back to the requester with a question',
  },
  answer_clarification: {
    who: ['requester'],
    from: ['needs_clarification'],
    to: ['submitted'],
    about: 'Answer the question; it goes back to review',
  },
  approve: {
    who: ['moderator'],
    from: ['submitted'],
    to: ['open'],
    undoable: true,
    about: "Put it in its department's queue",
  },
  reject: {
    who: ['moderator'],
    from: ['submitted', 'needs_clarification', 'open'],
    to: ['rejected'],
    undoable: true,
    about: 'Refuse it for a reason, or as a duplicate',
  },
  assign: {
    who: ['moderator', 'ticket.assign'],
    from: ['submitted', 'open'],
    to: ['assigned'],
    undoable: true,
    about: "Give it to somebody, by default the department's head; due dates start",
  },
  claim: {
    who: ['department_agent', 'moderator_in_person'],
    from: ['open'],
    to: ['assigned'],
    about: 'Take it from the queue; one of many racing claimers wins',
  },
  reassign: {
    who: ['moderator'],
    from: ['assigned', 'in_progress', 'reopened'],
    to: ['assigned'],
    undoable: true,
    about: 'Give it to somebody else, perhaps of another department; due dates stay',
  },
  acknowledge: {
    who: ['assignee', 'team_member'],
    from: ['assigned', 'reopened', 'in_progress'],
    to: ['same'],
    about: 'Say that it was seen; again changes nothing',
  },
  start: {
    who: ['assignee'],
    from: ['assigned', 'reopened'],
    to: ['in_progress'],
    about: 'Begin to work on it',
  },
  progress: {
    who: ['assignee'],
    from: ['in_progress'],
    to: ['same'],
    about: 'Report percent, notes or files',
  },
  complete: {
    who: ['assignee'],
    from: ['in_progress'],
    to: ['completed'],
    about: 'Say that the work is done; the countdown to verification starts',
  },
  resolve: {
    who: ['requester'],
    from: ['completed'],
    to: ['resolved', 'closed'],
    about: 'Verify the work; closes at once where the organization says so',
  },
  request_rework: {
    who: ['requester', 'moderator'],
    from: ['completed', 'resolved', 'ready_for_closure'],
    narrower: { requester: ['completed'] },
    to: ['in_progress'],
    about: 'Send it back to work; the countdown stops',
  },
  close: {
    who: ['moderator', 'ticket.close'],
    from: [
      'completed',
      'resolved',
      'ready_for_closure',
      'in_progress',
      'awaiting_approval',
      'assigned',
      'open',
      'postponed',
      'reopened',
    ],
    to: ['closed'],
    undoable: true,
    about: 'Finish it; with a reason unless it was verified',
  },
  withdraw: {
    who: ['requester'],
    from: [
      'submitted',
      'needs_clarification',
      'open',
      'assigned',
      'in_progress',
      'awaiting_approval',
      'postponed',
      'reopened',
    ],
    to: ['withdrawn'],
    about: 'Take it back',
  },
  undo: {
    who: ['moderator'],
    from: STATUSES,
    to: ['before'],
    about: 'Restore exactly what was before the last action, while nothing has come after it',
  },
  change_priority: {
    who: ['moderator', 'ticket.priority'],
    from: LIVE,
    to: ['same'],
    about: 'Change the priority; due dates are computed anew from the first assignment',
  },
  set_tags: { who: ['assignee', 'moderator'], from: LIVE, to: ['same'], about: 'Replace the tags' },
  auto_verify: {
    who: ['system'],
    from: ['completed'],
    to: ['resolved'],
    about: 'The requester did not answer in time',
  },
  auto_close: {
    who: ['system'],
    from: ['completed', 'resolved'],
    to: ['closed'],
    about: 'The time for objections is over',
  },
  note_unacknowledged: {
    who: ['system'],
    from: ['assigned', 'reopened'],
    to: ['same'],
    fact: true,
    about: 'Nobody acknowledged or started it in time: moderators are told, once',
  },
  end_undo_window: {
    who: ['system'],
    from: ['rejected', 'closed', 'withdrawn'],
    to: ['same'],
    fact: true,
    about: 'The last action can no longer be taken back; the run ends',
  },
} as const satisfies Record<CommandName, Rule>

export const COMMAND_NAMES = Object.keys(RULES) as CommandName[] // keys of a Record<CommandName, …>

export function ruleOf(name: CommandName): Rule {
  return RULES[name]
}

/** Commands that people (and operators) send; the rest are the system's own. */
export const PEOPLE_COMMANDS: readonly CommandName[] = COMMAND_NAMES.filter(
  (name) => !ruleOf(name).who.includes('system'),
)
