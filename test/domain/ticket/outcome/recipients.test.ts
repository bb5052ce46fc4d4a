import { expect, it } from 'vitest'
import type { TicketChange } from '../../../../src/domain/ticket/change.js'
import {
  NOTIFICATION_TYPES,
  type Notification,
  type NotificationType,
} from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { givenSplit } from '../../../support/parent.js'
import { AT, ticketIn } from '../../../support/tickets.js'

/**
 * Who is notified of what, by which channels, written by hand from the specification's table. `moderators` is the
 * pool; `but x` is a moderator of it who gets something else instead.
 */
type Row = [
  type: NotificationType,
  change: TicketChange | TicketChange[] | undefined,
  to: string,
  by: 'app, mail' | 'app' | 'mail',
]

const BOTH = 'app, mail'
const texts = ['reason', 'question', 'answer', 'notes', 'comment']
const by = { texts }

const submitted = given(ticketIn('submitted'))
const open = given(ticketIn('open'))
const assigned = open.and('moderator', 'assign', { assigneeId: 'assignee' })
const started = assigned.and('assignee', 'start')
const completed = started.and('assignee', 'complete', {}, by)
const asking = given(ticketIn('awaiting_approval'))
const finance = given(ticketIn('in_progress'))
const requested = assigned.and('assignee', 'request_postponement', {}, by)
const closed = given(ticketIn('closed'))
const reopenRequested = closed.and('requester', 'request_reopening', {}, by)
const split = givenSplit(2)

const TABLE: Row[] = [
  [
    'ticket_submitted',
    given(ticketIn('draft')).when('requester', 'submit').change,
    'moderators',
    BOTH,
  ],
  [
    'ticket_received',
    given(ticketIn('draft')).when('requester', 'submit').change,
    'requester',
    'mail',
  ],
  [
    'clarification_asked',
    submitted.when('moderator', 'ask_clarification', {}, by).change,
    'requester',
    BOTH,
  ],
  ['ticket_approved', submitted.when('moderator', 'approve').change, 'requester', BOTH],
  ['ticket_rejected', submitted.when('moderator', 'reject', {}, by).change, 'requester', BOTH],
  [
    'clarification_answered',
    given(ticketIn('needs_clarification')).when('requester', 'answer_clarification', {}, by).change,
    'moderators',
    BOTH,
  ],
  [
    'ticket_unacknowledged',
    assigned.when('system', 'note_unacknowledged').change,
    'moderators',
    BOTH,
  ],
  ['ticket_ready_for_closure', split.and(0, 'close').when(1, 'close').changes, 'moderators', BOTH],
  [
    'request_raised',
    requested.when('assignee', 'request_sub_ticket', {}, by).change,
    'moderators',
    BOTH,
  ],
  [
    'request_raised',
    closed.when('requester', 'request_reopening', {}, by).change,
    'moderators',
    BOTH,
  ],
  [
    'ticket_assigned',
    open.when('moderator', 'assign', { assigneeId: 'assignee' }).change,
    'assignee',
    BOTH,
  ],
  [
    'ticket_assigned',
    split.when('parent', 'split', { subTickets: [{ departmentId: 'it' }] }).changes,
    'head',
    BOTH,
  ],
  ['ticket_assigned', assigned.when('moderator', 'reassign', {}, by).change, 'head', BOTH],
  [
    'ticket_reassigned',
    assigned.when('moderator', 'reassign', {}, by).change,
    'moderators but head, requester, assignee',
    BOTH,
  ],
  [
    'ticket_reassigned',
    assigned.when('moderator', 'reassign', { assigneeId: 'assignee' }, by).change,
    'moderators, requester, assignee',
    BOTH,
  ],
  [
    'participants_changed',
    assigned.when('moderator', 'add_participant', { userId: 'approver' }).change,
    'moderators, requester, assignee, approver',
    'app',
  ],
  [
    'participants_changed',
    assigned.when('moderator', 'remove_participant', { userId: 'assignee' }).change,
    'moderators, requester, assignee',
    'app',
  ],
  ['sub_ticket_deleted', split.when(0, 'delete_sub_ticket').changes, 'head', BOTH],
  [
    'sub_ticket_reminder',
    given(split.parent).when(
      'system',
      'nudge_sub_tickets',
      {},
      {
        at: '2026-02-01T00:00:00.000Z',
        facts: { openSubTickets: [{ number: 'T-1.1', assigneeId: 'head', updatedAt: AT }] },
      },
    ).change,
    'moderators, head',
    BOTH,
  ],
  [
    'approval_requested',
    finance.when('assignee', 'request_approval', {}, by).change,
    'approver',
    BOTH,
  ],
  ['approval_reminder', asking.when('system', 'remind_approval').change, 'approver', BOTH],
  [
    'approval_cancelled',
    asking.when('moderator', 'close', { cancelApproval: true }, by).change,
    'approver',
    BOTH,
  ],
  ['approval_cancelled', asking.when('moderator', 'reassign', {}, by).change, 'approver', BOTH],
  ['approval_cancelled', asking.when('requester', 'withdraw').change, 'approver', BOTH],
  [
    'approval_decided',
    asking.when('approver', 'decide_approval', { approvalId: 'a', approved: false }).change,
    'moderators, assignee, requester',
    BOTH,
  ],
  ['request_cancelled', requested.when('moderator', 'close', {}, by).change, 'assignee', BOTH],
  [
    'request_decided',
    requested.when('moderator', 'decline_request', { requestId: 'c' }, by).change,
    'assignee',
    BOTH,
  ],
  [
    'request_decided',
    reopenRequested.when('moderator', 'reopen', { requestId: 'c' }, by).change,
    'requester',
    BOTH,
  ],
  [
    'progress_updated',
    started.when('assignee', 'progress', { percent: 5 }).change,
    'moderators, requester',
    'app',
  ],
  ['ticket_started', assigned.when('assignee', 'start').change, 'requester', BOTH],
  ['ticket_completed', started.when('assignee', 'complete', {}, by).change, 'requester', BOTH],
  ['ticket_resolved', completed.when('requester', 'resolve').change, 'moderators, assignee', BOTH],
  ['ticket_resolved', completed.when('system', 'auto_verify').change, 'moderators, assignee', BOTH],
  [
    'rework_requested',
    completed.when('moderator', 'request_rework', {}, by).change,
    'moderators, requester, assignee',
    BOTH,
  ],
  [
    'rework_requested',
    split.and(0, 'close').and(1, 'close').when(1, 'reopen', {}, by).changes,
    'moderators, requester, assignee',
    BOTH,
  ],
  ['ticket_withdrawn', assigned.when('requester', 'withdraw').change, 'moderators, assignee', BOTH],
  [
    'ticket_closed',
    completed.when('moderator', 'close', {}, by).change,
    'requester, assignee',
    BOTH,
  ],
  ['ticket_closed', completed.when('system', 'auto_close').change, 'requester, assignee', BOTH],
  [
    'ticket_postponed',
    assigned.when('moderator', 'postpone', {}, by).change,
    'requester, assignee',
    BOTH,
  ],
  [
    'ticket_restarted',
    given(ticketIn('postponed')).when('moderator', 'restart').change,
    'requester, assignee',
    BOTH,
  ],
  [
    'ticket_reopened',
    closed.when('moderator', 'reopen', {}, by).change,
    'requester, assignee',
    BOTH,
  ],
  [
    'ticket_unassigned',
    closed.when('moderator', 'reopen', {}, { texts, facts: { people: {} } }).change,
    'moderators',
    BOTH,
  ],
  [
    'postpone_reminder',
    given(ticketIn('postponed')).when('system', 'remind_postponed').change,
    'moderators, assignee',
    BOTH,
  ],
  [
    'postpone_reminder',
    given(ticketIn('postponed', { assigneeId: null })).when('system', 'remind_postponed').change,
    'moderators, head',
    BOTH,
  ],
  [
    'sla_warning',
    assigned.when('system', 'warn_sla', { clock: 'resolution' }).change,
    'moderators, assignee',
    BOTH,
  ],
  [
    'sla_breached',
    assigned.when('system', 'breach_sla', { clock: 'resolution' }).change,
    'moderators, assignee',
    BOTH,
  ],
  [
    'action_undone',
    submitted.and('moderator', 'reject', {}, by).when('moderator', 'undo').change,
    'requester',
    BOTH,
  ],
  [
    'action_undone',
    assigned.and('moderator', 'reassign', {}, by).when('moderator', 'undo').change,
    'moderators, requester, assignee, head',
    BOTH,
  ],
  [
    'action_undone',
    asking.and('moderator', 'close', { cancelApproval: true }, by).when('moderator', 'undo').change,
    'requester, assignee, approver',
    BOTH,
  ],
]

it.each(TABLE)('%s, case %#', (type, change, to, channels) => {
  const changes = Array.isArray(change) ? change : [change]
  const found = changes
    .flatMap((one) => one?.event.notifications ?? [])
    .filter((one) => one.type === type)
  const [{ users, moderators, inApp, mail, except = [] }, ...more] = found as [Notification] // else it throws
  expect(more).toEqual([])
  const pool = moderators ? [['moderators', ...except].join(' but ')] : []
  expect([...pool, ...users].sort()).toEqual(to.split(', ').sort())
  expect([inApp ? 'app' : '', mail ? 'mail' : ''].filter(Boolean).join(', ')).toBe(channels)
})

it('has every type', () => {
  const seen = new Set(TABLE.map(([type]) => type))
  expect(NOTIFICATION_TYPES.filter((type) => !seen.has(type))).toEqual([])
})
