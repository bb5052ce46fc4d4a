import { describeMailboxNews } from '../../domain/mail-in/describe-mailbox-news.js'
import {
  MAILBOX_NEWS,
  type MailboxFacts,
  mayHaveMailboxNews,
} from '../../domain/mail-in/mailbox-news.js'
import type { Person } from '../../domain/people.js'
import type { Say } from '../../domain/ticket/outcome/say.js'

interface Row {
  type: string
  mailbox: MailboxFacts | null
}

/** News of a mailbox, which its reader may have had then and may not have any more; undefined where it is of something else. */
export function readMailboxNews({ type, mailbox }: Row, reader: Person, say: Say) {
  if (!MAILBOX_NEWS.has(type)) return undefined
  const name = say.phrases.mailboxes.titles[type]
  if (mailbox === null || !mayHaveMailboxNews(reader)) return { title: name, body: name }
  const { title, mailbox: named, what, expected } = describeMailboxNews(type, mailbox, say)
  return { title, body: [named, what, expected].filter((line) => line !== null).join('\n') }
}
