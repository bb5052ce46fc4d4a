import { createNewsFamily } from '../news-family.js'
import { isModerator, type Person } from '../people.js'

/** What moderators are told of mails that came in. */
export const MAIL_NEWS = createNewsFamily({
  mail_unmatched: { to: 'moderators', by: ['inApp', 'mail'] },
})

export type MailNewsType = (typeof MAIL_NEWS.types)[number]

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
