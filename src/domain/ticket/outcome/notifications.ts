export const NOTIFICATION_TYPES = [
  'ticket_submitted',
  'ticket_received',
  'clarification_asked',
  'clarification_answered',
  'ticket_approved',
  'ticket_rejected',
  'ticket_assigned',
  'ticket_reassigned',
  'ticket_unacknowledged',
  'ticket_unassigned',
  'ticket_started',
  'progress_updated',
  'ticket_completed',
  'ticket_resolved',
  'rework_requested',
  'ticket_withdrawn',
  'ticket_closed',
  'ticket_postponed',
  'ticket_restarted',
  'ticket_reopened',
  'ticket_ready_for_closure',
  'postpone_reminder',
  'request_raised',
  'request_decided',
  'request_cancelled',
  'participants_changed',
  'sub_ticket_reminder',
  'sub_ticket_deleted',
  'approval_requested',
  'approval_reminder',
  'approval_decided',
  'approval_cancelled',
  'sla_warning',
  'sla_breached',
  'action_undone',
] as const
export type NotificationType = (typeof NOTIFICATION_TYPES)[number]

/** Who is notified of what. The moderators are one pool, resolved when the event is committed. */
export interface Notification {
  type: NotificationType
  users: string[]
  moderators: boolean
  inApp: boolean
  mail: boolean
  /** It goes to the actor as well; otherwise nobody is notified of what they did themselves. */
  confirmation?: true
  /** Moderators who get another notification of the same event instead. */
  except?: string[]
}

const IN_APP_ONLY: readonly NotificationType[] = ['progress_updated', 'participants_changed']

/** Users that are null are left out: a ticket may have no assignee. */
export function notifyUsers(type: NotificationType, ...users: (string | null)[]): Notification {
  return {
    type,
    users: [...new Set(users.filter((id) => id !== null))],
    moderators: false,
    inApp: true,
    mail: !IN_APP_ONLY.includes(type),
  }
}

/** The moderators, and these users with them. */
export function notifyModerators(
  type: NotificationType,
  ...users: (string | null)[]
): Notification {
  return { ...notifyUsers(type, ...users), moderators: true }
}
