import type { CommandName } from '../commands.js'
import { LIVE, type Rule } from './rule.js'

/** Parking, sub-tickets, approvals, requests, reopening. */
export const WAITING_RULES = {
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
    to: ['open', 'assigned', 'in_progress', 'reopened'],
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
    to: ['in_progress', 'same'],
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
} as const satisfies Partial<Record<CommandName, Rule>>
