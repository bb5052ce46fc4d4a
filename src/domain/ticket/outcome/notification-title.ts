import type { NotificationType } from './notification-types.js'

/** What a notification says, in the app and as a mail's subject; the number leads to the rest. */
const SENTENCES: Record<NotificationType, string> = {
  ticket_submitted: 'A new ticket waits for review',
  ticket_received: 'We have received your ticket',
  clarification_asked: 'A moderator has a question about your ticket',
  clarification_answered: 'A question was answered',
  ticket_approved: 'Your ticket was approved',
  ticket_rejected: 'Your ticket was rejected',
  ticket_assigned: 'A ticket was assigned to you',
  ticket_reassigned: 'A ticket was reassigned',
  ticket_unacknowledged: 'Nobody has acknowledged or started a ticket',
  ticket_unassigned: 'A reopened ticket has nobody to go back to',
  ticket_started: 'Work on your ticket has started',
  progress_updated: 'There is progress on a ticket',
  ticket_completed: 'Your ticket is completed: please verify it',
  ticket_resolved: 'A ticket is resolved',
  rework_requested: 'A ticket needs rework',
  ticket_withdrawn: 'A ticket was withdrawn',
  ticket_closed: 'A ticket was closed',
  ticket_postponed: 'A ticket was postponed',
  ticket_restarted: 'A postponed ticket goes on',
  ticket_reopened: 'A ticket was reopened',
  ticket_ready_for_closure: 'All sub-tickets are closed: a ticket is ready for closure',
  postpone_reminder: 'A ticket is still postponed',
  request_raised: 'A request waits for a moderator',
  request_decided: 'Your request was decided',
  request_cancelled: 'Your request was overtaken: the ticket has moved on',
  participants_changed: 'The participants of a ticket changed',
  mention: 'You were mentioned in a chat',
  attachment_infected: 'A file that was attached is infected',
  attachment_failed: 'A file that was attached could not be processed',
  sub_ticket_reminder: 'A sub-ticket stands still',
  sub_ticket_deleted: 'A sub-ticket of yours was deleted',
  approval_requested: 'Your approval is asked for',
  approval_reminder: 'Your approval is still awaited',
  approval_decided: 'An approval was decided',
  approval_cancelled: 'Your approval is not needed any more',
  sla_warning: 'A ticket is due soon',
  sla_breached: 'A ticket is overdue',
  action_undone: 'What was done to a ticket was taken back',
}

export function notificationTitle(type: string): string {
  const known: Record<string, string | undefined> = SENTENCES
  return known[type] ?? type
}
