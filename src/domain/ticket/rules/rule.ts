import type { ErrorCode } from '../../errors.js'
import { isTerminal, STATUSES, type Status } from '../state.js'

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

/** Handed in and not ended. */
export const LIVE: readonly Status[] = STATUSES.filter(
  (status) => status !== 'draft' && !isTerminal(status),
)
