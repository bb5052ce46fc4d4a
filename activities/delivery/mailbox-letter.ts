import {
  isMailboxNews,
  MAILBOX_NEWS,
  type MailboxFacts,
  type MailboxNewsType,
  mayHaveMailboxNews,
} from '../../src/domain/mail-in/mailbox-news.js'
import type { Person } from '../../src/domain/people.js'
import type { Addressed } from './addressed.js'

/** News of a mailbox. */
export interface MailboxLetter {
  kind: 'mailbox'
  to: Addressed
  type: MailboxNewsType
  facts: MailboxFacts
}

interface Row extends Addressed {
  type: string | null
  mailbox: MailboxFacts | null
  isWanted: boolean
  reader: Person | null
}

export function readMailboxNews({ type, mailbox: facts, ...to }: Row): MailboxLetter[] {
  if (facts === null || type === null || !MAILBOX_NEWS.has(type)) return []
  const mayHave = to.isWanted && isMailboxNews(type, facts) && mayHaveMailboxNews(to.reader)
  return mayHave ? [{ kind: 'mailbox', to, type, facts }] : []
}
