import type { EscalationLevel } from '../../../../../src/domain/sla/escalation.js'
import { createChange } from '../../../../../src/domain/ticket/change.js'
import { given } from '../../../../support/given.js'
import { givenLevels, reachLevel } from '../../../../support/levels.js'
import { AT, ticketIn } from '../../../../support/tickets.js'
import {
  asking,
  assigned,
  BOTH,
  by,
  closed,
  finance,
  type Row,
  reopenRequested,
  requested,
  split,
  started,
  submitted,
} from './given.js'

const RULE = { by: 'rule', ruleId: 'rule', depth: 1 } as const
const bad = {
  type: 'flag_attachments',
  at: AT,
  attachmentId: 'file',
  uploadedById: 'uploader',
} as const

const escalated = (level: Partial<EscalationLevel>, audience: string[]) => {
  const levels = [{ after: 'PT0S', on: 'breach', ...level } as const]
  return reachLevel(givenLevels(levels), levels, { audience }).change
}

/** Who is notified of all else: people, reminders, requests, approvals, clocks, files, and what was taken back. */
export const OTHER_ROWS: Row[] = [
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
  ['sla_escalated', escalated({ notify: { roles: ['approver'] } }, ['boss']), 'boss', BOTH],
  ['sla_escalated', escalated({ message: 'Look' }, []), 'moderators, assignee', BOTH],
  [
    'automation_notice',
    assigned.when('system', 'notify', { to: 'requester' }, { acting: RULE }).change,
    'requester',
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
  [
    'attachment_infected',
    createChange(assigned.state, {
      ...bad,
      flag: 'infected_attachment',
      flags: ['infected_attachment'],
    }),
    'moderators, uploader, requester',
    BOTH,
  ],
  [
    'attachment_failed',
    createChange(assigned.state, {
      ...bad,
      flag: 'failed_attachment',
      flags: ['failed_attachment'],
    }),
    'moderators, uploader, requester',
    BOTH,
  ],
  [
    'attachment_failed',
    createChange(assigned.state, {
      ...bad,
      flag: 'failed_attachment',
      flags: ['failed_attachment'],
      isInternal: true,
    }),
    'moderators, uploader',
    BOTH,
  ],
]
