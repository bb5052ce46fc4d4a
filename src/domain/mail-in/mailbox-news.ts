import { createNewsFamily } from '../news-family.js'
import { hasRole, type Person } from '../people.js'
import type { MailboxFailure } from './mailbox.js'

/** What admins are told of mailboxes. */
export const MAILBOX_NEWS = createNewsFamily({
  mailbox_failing: { to: 'admins', by: ['inApp', 'mail'] },
  mailbox_recovered: { to: 'admins', by: ['inApp', 'mail'] },
})

export type MailboxNewsType = (typeof MAILBOX_NEWS.types)[number]

/** Inputs of the words, as they are when it is read. */
export interface MailboxFacts {
  mailboxId: string
  user: string
  host: string
  folder: string
  /** null where it can be read, was changed, or is gone. */
  outage: { problem: MailboxFailure; since: string } | null
}

/** Whether it may reach its reader now; `null` is somebody who may not sign in. */
export function mayHaveMailboxNews(reader: Person | null): boolean {
  return reader !== null && hasRole(reader, 'admin')
}

/** Whether it is news still when a mail of it leaves. */
export function isMailboxNews(type: MailboxNewsType, { outage }: MailboxFacts): boolean {
  return type === 'mailbox_recovered' || outage !== null
}
