import type { TicketChange } from '../../../../../src/domain/ticket/change.js'
import type { NotificationType } from '../../../../../src/domain/ticket/outcome/notification-types.js'
import { given } from '../../../../support/given.js'
import { givenSplit } from '../../../../support/parent.js'
import { ticketIn } from '../../../../support/tickets.js'

/**
 * Who is notified of what, by which channels, written by hand from the specification's table. `moderators` is the
 * pool; `but x` is a moderator of it who gets something else instead.
 */
export type Row = [
  type: NotificationType,
  change: TicketChange | TicketChange[] | undefined,
  to: string,
  by: 'app, mail' | 'app' | 'mail',
]

export const BOTH = 'app, mail'
export const texts = ['reason', 'question', 'answer', 'notes', 'comment']
export const by = { texts }

export const submitted = given(ticketIn('submitted'))
export const open = given(ticketIn('open'))
export const assigned = open.and('moderator', 'assign', { assigneeId: 'assignee' })
export const started = assigned.and('assignee', 'start')
export const completed = started.and('assignee', 'complete', {}, by)
export const asking = given(ticketIn('awaiting_approval'))
export const finance = given(ticketIn('in_progress'))
export const requested = assigned.and('assignee', 'request_postponement', {}, by)
export const closed = given(ticketIn('closed'))
export const reopenRequested = closed.and('requester', 'request_reopening', {}, by)
export const split = givenSplit(2)
