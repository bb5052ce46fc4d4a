import { describeMailboxNews } from '../../src/domain/mail-in/describe-mailbox-news.js'
import { createSay } from '../../src/domain/ticket/outcome/say.js'
import type { Mail } from '../ports.js'
import type { MailboxLetter } from './mailbox-letter.js'
import { composeMail } from './render.js'

/** News of a mailbox, to the admins. */
export function renderMailboxMail(id: string, { to, type, facts }: MailboxLetter): Mail {
  const say = createSay(to.timezone, to.language)
  const { title, mailbox, what, expected } = describeMailboxNews(type, facts, say)
  const { open } = say.phrases.operations
  const entry = { title, ticket: mailbox, what, quotes: [], expected, link: null, open }
  return composeMail(id, to, say, { subject: title, entries: [entry] })
}
