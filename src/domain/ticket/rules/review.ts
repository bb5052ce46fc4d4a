import type { CommandName } from '../commands.js'
import { LIVE, type Rule } from './rule.js'

/** Drafts, review, assignment. */
export const REVIEW_RULES = {
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
    to: ['assigned'],
    undoable: true,
    about: 'Give it to somebody else, perhaps of another department; due dates stay',
  },
  change_priority: {
    who: ['moderator', 'ticket.priority'],
    from: LIVE,
    to: ['same'],
    about: 'Change the priority; due dates are computed anew from the first assignment',
  },
  set_tags: { who: ['assignee', 'moderator'], from: LIVE, to: ['same'], about: 'Replace the tags' },
} as const satisfies Partial<Record<CommandName, Rule>>
