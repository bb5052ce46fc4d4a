import type { NotificationType } from './notices.js'

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
  ticket_started: 'Work on your ticket has started',
  progress_updated: 'There is progress on a ticket',
  ticket_completed: 'Your ticket is completed: please verify it',
  ticket_resolved: 'A ticket is resolved',
  rework_requested: 'A ticket needs rework',
  ticket_withdrawn: 'A ticket was withdrawn',
  ticket_closed: 'A ticket was closed',
  action_undone: 'What was done to a ticket was taken back',
}

export function sentenceOf(type: string): string {
  const known: Record<string, string | undefined> = SENTENCES
  return known[type] ?? type
}
