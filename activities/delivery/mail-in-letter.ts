import {
  MAIL_NEWS,
  type MailInFacts,
  type MailNewsType,
  mayHaveMailNews,
} from '../../src/domain/mail-in/news.js'
import type { Person } from '../../src/domain/people.js'
import type { Addressed } from './addressed.js'

/** News of a mail that came in. */
export interface MailInLetter {
  kind: 'mailIn'
  to: Addressed
  type: MailNewsType
  facts: MailInFacts
}

interface Row extends Addressed {
  type: string | null
  mailIn: MailInFacts | null
  isWanted: boolean
  reader: Person | null
}

/** One that was dealt with meanwhile is no news any more. */
export function readMailInNews({ type, mailIn: facts, ...to }: Row): MailInLetter[] {
  if (facts === null || type === null || !MAIL_NEWS.has(type)) return []
  const mayHave = to.isWanted && facts.isWaiting && mayHaveMailNews(to.reader)
  return mayHave ? [{ kind: 'mailIn', to, type, facts }] : []
}
