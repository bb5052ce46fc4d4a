import { type NotificationType, TICKET_NEWS } from './notification-types.js'

/** Who is notified of what. The moderators are one pool, resolved when the event is committed. */
export interface Notification {
  type: NotificationType
  users: string[]
  moderators: boolean
  inApp: boolean
  mail: boolean
  push: boolean
  sms: boolean
  /** It goes to the actor as well; otherwise nobody is notified of what they did themselves. */
  confirmation?: true
  /** Moderators who get another notification of the same event instead. */
  except?: string[]
}

/** Users that are null are left out: a ticket may have no assignee. */
export function notifyUsers(type: NotificationType, ...users: (string | null)[]): Notification {
  const { by, confirms } = TICKET_NEWS.kinds[type]
  return {
    type,
    users: [...new Set(users.filter((id) => id !== null))],
    moderators: false,
    inApp: by.includes('inApp'),
    mail: by.includes('mail'),
    push: by.includes('push'),
    sms: by.includes('sms'),
    ...(confirms === undefined ? {} : { confirmation: confirms }),
  }
}

/** The moderators, and these users with them. */
export function notifyModerators(
  type: NotificationType,
  ...users: (string | null)[]
): Notification {
  return { ...notifyUsers(type, ...users), moderators: true }
}
