import { notificationTitle } from '../../src/domain/ticket/outcome/notification-title.js'
import {
  NOTIFICATION_TYPES,
  type NotificationType,
  notifyUsers,
} from '../../src/domain/ticket/outcome/notifications.js'

/** In words what the commands' `recipients` say. A new type does not compile without its line here. */
const RECIPIENTS: Record<NotificationType, string> = {
  ticket_submitted: 'moderators',
  ticket_received: 'requester, also where they filed it themselves',
  clarification_asked: 'requester',
  clarification_answered: 'moderators',
  ticket_approved: 'requester',
  ticket_rejected: 'requester',
  ticket_assigned: 'assignee, of a new sub-ticket too',
  ticket_reassigned:
    'moderators, participants and who was one before; instead of it the new assignee gets `ticket_assigned`',
  ticket_unacknowledged: 'moderators',
  ticket_unassigned: 'moderators',
  ticket_started: 'requester',
  progress_updated: 'moderators, requester',
  ticket_completed: 'requester',
  ticket_resolved: 'moderators, assignee',
  rework_requested:
    'moderators, assignee, requester; also where a reopened sub-ticket takes its parent back to work',
  ticket_withdrawn: 'moderators, assignee',
  ticket_closed: 'requester, assignee',
  ticket_postponed: 'requester, assignee',
  ticket_restarted: 'requester, assignee',
  ticket_reopened: 'requester, assignee',
  ticket_ready_for_closure: 'moderators',
  postpone_reminder: 'moderators; the assignee, or else the head of the department',
  request_raised: 'moderators',
  request_decided: 'who asked',
  request_cancelled:
    'who asked, once the ticket has left the statuses in which it could be granted',
  participants_changed: 'moderators, participants and who was one before',
  approval_requested:
    'those who may decide the present step now: approvers, delegates in date; later, whom it is escalated to',
  approval_reminder: 'those who may decide the present step and have not; nobody left: moderators',
  approval_cancelled: 'those whom the present step asked',
  sub_ticket_deleted: 'its assignee and team',
  sub_ticket_reminder: 'moderators, assignees of the sub-tickets that stand still',
  approval_decided: 'moderators, assignee, requester',
  sla_warning: 'moderators, assignee',
  sla_breached: 'moderators, assignee',
  action_undone: 'who was notified of the action',
}

/** `submit` sends this one by mail alone, because the app has just shown it. */
const MAIL_ONLY: readonly NotificationType[] = ['ticket_received']

/** Every type of notification: what it says, by which channels, to whom. */
export function notificationTable(): string {
  const rows = NOTIFICATION_TYPES.map(
    (type) =>
      `| \`${type}\` | ${notificationTitle(type)} | ${listChannels(type)} | ${RECIPIENTS[type]} |`,
  )
  return ['| type | text | by | to |', '|---|---|---|---|', ...rows].join('\n')
}

function listChannels(type: NotificationType): string {
  if (MAIL_ONLY.includes(type)) return 'mail'
  return notifyUsers(type).mail ? 'app, mail' : 'app'
}
