import { describeMailNews } from '../../src/domain/mail-in/describe-news.js'
import { createSay } from '../../src/domain/ticket/outcome/say.js'
import type { Mail } from '../ports.js'
import type { MailInLetter } from './mail-in-letter.js'
import { composeMail } from './render.js'

/** News of a mail that waits, to the moderators. */
export function renderMailInMail(id: string, { to, type, facts }: MailInLetter): Mail {
  const say = createSay(to.timezone, to.language)
  const { title, mail, what, expected } = describeMailNews(type, facts, say)
  const { open } = say.phrases.operations
  const entry = { title, ticket: mail, what, quotes: [], expected, link: null, open }
  return composeMail(id, to, say, { subject: title, entries: [entry] })
}
