import { isModerator, type Person } from '../people.js'
import type { NotificationChannel } from '../ticket/outcome/notification-types.js'

/** What moderators are told of mails that came in. */
export const MAIL_NEWS = {
  mail_unmatched: { to: 'moderators', by: ['inApp', 'mail'] },
} as const satisfies Record<string, { to: string; by: readonly NotificationChannel[] }>

export type MailNewsType = keyof typeof MAIL_NEWS
export const MAIL_NEWS_TYPES = Object.keys(MAIL_NEWS) as MailNewsType[] // the keys of that very object

export function isMailNewsType(type: string): type is MailNewsType {
  return Object.hasOwn(MAIL_NEWS, type)
}

/** The types that go by a channel; their readers may turn each off. */
export function listMailNews(channel: NotificationChannel): MailNewsType[] {
  return MAIL_NEWS_TYPES.filter((type) => MAIL_NEWS[type].by.some((one) => one === channel))
}

/** Inputs of the words, as they are when it is read. */
export interface MailInFacts {
  mailId: string
  subject: string | null
  sender: string | null
  /** It waits for a moderator still. */
  isWaiting: boolean
}

/** Whether it may reach its reader now; `null` is somebody who may not sign in. */
export function mayHaveMailNews(reader: Person | null): boolean {
  return reader !== null && isModerator(reader)
}
