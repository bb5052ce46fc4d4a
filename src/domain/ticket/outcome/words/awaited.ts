import type { Status } from '../../status.js'
import type { NotificationType } from '../notifications.js'

const RUNNING = ['assigned', 'in_progress', 'awaiting_approval', 'postponed', 'reopened'] as const

/** Where the ticket is while what a notification asks of its reader is still to be done. */
export const AWAITED_IN: Partial<Record<NotificationType, readonly Status[]>> = {
  ticket_submitted: ['submitted'],
  clarification_asked: ['needs_clarification'],
  clarification_answered: ['submitted'],
  ticket_assigned: ['assigned', 'reopened'],
  ticket_unacknowledged: ['assigned', 'reopened'],
  ticket_unassigned: ['reopened'],
  ticket_completed: ['completed'],
  ticket_ready_for_closure: ['ready_for_closure'],
  postpone_reminder: ['postponed'],
  sla_warning: RUNNING,
  sla_breached: RUNNING,
}
