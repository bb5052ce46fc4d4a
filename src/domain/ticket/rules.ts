import type { ErrorCode } from '../errors.js'
import type { CommandName } from './commands.js'
import type { EventType } from './events.js'
import { STATUSES, type Status } from './state.js'

/**
 * A relation to the ticket, a role, or a permission that lets its holder act.
 * `moderator_in_person` is a moderator who is a user: an operator can't become an assignee.
 */
export const WHO = [
  'requester',
  'author',
  'assignee',
  'finance_assignee',
  'decider',
  'department_head',
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
  /** Of tickets that are soft-deleted, and of those alone. */
  deleted?: true
  /** Of sub-tickets alone. */
  subTicketsOnly?: true
  /** What those who may not are told, instead of `forbidden`. */
  refusedAs?: ErrorCode
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
  delete_draft: {
    who: ['author'],
    from: ['draft'],
    to: ['same'],
    about: 'Put the draft away; its author can bring it back',
  },
  restore_draft: {
    who: ['author'],
    from: ['draft'],
    to: ['same'],
    deleted: true,
    about: 'Bring a deleted or expired draft back; its expiry starts anew',
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
    from: ['assigned', 'in_progress', 'postponed', 'reopened', 'awaiting_approval'],
    to: ['assigned', 'ready_for_closure'],
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
  postpone: {
    who: ['moderator'],
    from: ['open', 'assigned', 'in_progress', 'reopened'],
    to: ['postponed'],
    undoable: true,
    about: 'Park it for a reason; reminders run and its clocks stand',
  },
  restart: {
    who: ['moderator', 'system'],
    from: ['postponed'],
    to: ['open', 'assigned', 'in_progress', 'reopened', 'ready_for_closure'],
    undoable: true,
    about: 'Back to where it was parked from; due dates become later by the time parked',
  },
  split: {
    who: ['moderator_in_person'],
    from: ['submitted', 'open', 'assigned', 'in_progress', 'reopened'],
    to: ['in_progress'],
    about: 'Divide it into sub-tickets, all or none',
  },
  delete_sub_ticket: {
    who: ['moderator'],
    from: LIVE,
    to: ['same'],
    subTicketsOnly: true,
    about: 'Delete a sub-ticket; its people leave the chat of the parent',
  },
  request_approval: {
    who: ['finance_assignee'],
    from: ['in_progress'],
    to: ['awaiting_approval', 'in_progress'],
    refusedAs: 'finance_only',
    about: "Ask for approval by the organization's chain; work waits",
  },
  decide_approval: {
    who: ['decider'],
    from: ['awaiting_approval'],
    to: ['in_progress', 'same', 'ready_for_closure'],
    about: "Approve or reject the chain's present step",
  },
  request_reopening: {
    who: ['requester'],
    from: ['closed'],
    to: ['same'],
    about: 'Ask a moderator to reopen it',
  },
  request_sub_ticket: {
    who: ['assignee'],
    from: ['assigned', 'in_progress', 'reopened'],
    to: ['same'],
    about: 'Ask a moderator for a sub-ticket',
  },
  request_postponement: {
    who: ['assignee'],
    from: ['assigned', 'in_progress', 'reopened'],
    to: ['same'],
    about: 'Ask a moderator to park it',
  },
  decline_request: {
    who: ['moderator'],
    from: ['closed', 'assigned', 'in_progress', 'reopened'],
    to: ['same'],
    about: 'Decline a request, for a reason',
  },
  reopen: {
    who: ['moderator'],
    from: ['closed'],
    to: ['reopened'],
    about: 'Begin its next life, with its last department, assignee and participants',
  },
  add_participant: {
    who: ['moderator'],
    from: LIVE,
    to: ['same'],
    about: 'Bring somebody into the chat; they read from now on',
  },
  remove_participant: {
    who: ['moderator'],
    from: LIVE,
    to: ['same'],
    about: 'Take somebody out of the chat',
  },
  add_team_members: {
    who: ['department_head'],
    from: LIVE,
    to: ['same'],
    about: 'Let members of the department read along and acknowledge',
  },
  remove_team_member: {
    who: ['department_head'],
    from: LIVE,
    to: ['same'],
    about: 'Take a team member off it',
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
  expire_draft: {
    who: ['system'],
    from: ['draft'],
    to: ['same'],
    about: 'Nobody has edited the draft for long: it is put away',
  },
  remind_postponed: {
    who: ['system'],
    from: ['postponed'],
    to: ['same'],
    fact: true,
    about: 'It is still parked',
  },
  remind_approval: {
    who: ['system'],
    from: ['awaiting_approval'],
    to: ['same'],
    fact: true,
    about: 'A step still waits for its deciders',
  },
  escalate_approval: {
    who: ['system'],
    from: ['awaiting_approval'],
    to: ['same'],
    fact: true,
    about: 'A step has waited too long: others may decide it too',
  },
  warn_sla: {
    who: ['system'],
    from: LIVE,
    to: ['same'],
    fact: true,
    about: 'Three quarters of the time are over',
  },
  breach_sla: {
    who: ['system'],
    from: LIVE,
    to: ['same'],
    fact: true,
    about: 'A due date has passed',
  },
} as const satisfies Record<CommandName, Rule>

export const COMMAND_NAMES = Object.keys(RULES) as CommandName[] // keys of a Record<CommandName, …>

export function ruleOf(name: CommandName): Rule {
  return RULES[name]
}

/** Commands that people (and operators) send; the rest are the system's own. */
export const PEOPLE_COMMANDS: readonly CommandName[] = COMMAND_NAMES.filter((name) =>
  ruleOf(name).who.some((who) => who !== 'system'),
)

/** Without revision or history item, and never what an undo is superseded by. */
export function isFact(type: EventType): boolean {
  return type === 'first_response' || (isCommand(type) && ruleOf(type).fact === true)
}

/** Drafts' edits, a sub-ticket's beginning and what it does to its parent are events of no command of their own. */
export function isCommand(type: EventType): type is EventType & CommandName {
  return Object.hasOwn(RULES, type)
}
