import { assertNever } from '../assert-never.js'
import type { TicketEvent } from './events.js'
import type { TicketState } from './state.js'

export const NOTIFICATION_TYPES = [
  'ticket_submitted',
  'ticket_received',
  'ticket_approved',
  'ticket_rejected',
  'ticket_assigned',
  'ticket_unacknowledged',
  'ticket_started',
  'progress_updated',
  'ticket_completed',
  'ticket_resolved',
  'rework_requested',
  'ticket_withdrawn',
  'ticket_closed',
] as const
export type NotificationType = (typeof NOTIFICATION_TYPES)[number]

/** Who is told what. The moderators are one pool, resolved when the event is committed. */
export interface Notice {
  type: NotificationType
  users: string[]
  moderators: boolean
  inApp: boolean
  mail: boolean
  /** Sent to the actor as well; nobody else is told of what they did themselves. */
  confirmation?: true
}

interface Whom {
  users?: (string | null)[]
  moderators?: boolean
}

function notice(type: NotificationType, { users = [], moderators = false }: Whom): Notice {
  return {
    type,
    users: users.filter((id) => id !== null),
    moderators,
    inApp: true,
    mail: type !== 'progress_updated',
  }
}

/** The table of notifications (docs/notifications.md), one row an event. */
export function noticesOf(event: TicketEvent, state: TicketState): Notice[] {
  const requester = { users: [state.requesterId] }
  const assignee = { users: [state.assigneeId] }
  const workers = { users: [state.assigneeId], moderators: true }
  const both = { users: [state.requesterId, state.assigneeId] }
  switch (event.type) {
    case 'submit':
      return [
        notice('ticket_submitted', { moderators: true }),
        { ...notice('ticket_received', requester), inApp: false, confirmation: true },
      ]
    case 'approve':
      return [notice('ticket_approved', requester)]
    case 'reject':
      return [notice('ticket_rejected', requester)]
    case 'assign':
    case 'claim':
      return [notice('ticket_assigned', assignee)]
    case 'note_unacknowledged':
      return [notice('ticket_unacknowledged', { moderators: true })]
    case 'start':
      return [notice('ticket_started', requester)]
    case 'progress':
      return [notice('progress_updated', { ...requester, moderators: true })]
    case 'complete':
      return [notice('ticket_completed', requester)]
    case 'resolve':
      return state.status === 'closed'
        ? [notice('ticket_resolved', workers), notice('ticket_closed', both)]
        : [notice('ticket_resolved', workers)]
    case 'auto_verify':
      return [notice('ticket_resolved', workers)]
    case 'request_rework':
      return [notice('rework_requested', workers)]
    case 'withdraw':
      return [notice('ticket_withdrawn', workers)]
    case 'close':
    case 'auto_close':
      return [notice('ticket_closed', both)]
    case 'save_draft':
    case 'acknowledge':
    case 'change_priority':
    case 'set_tags':
    case 'end_undo_window':
      return []
    default:
      return assertNever(event)
  }
}
