import { describeWorkNews, linkToWork } from '../../src/domain/operations/describe-work-news.js'
import { createSay } from '../../src/domain/ticket/outcome/say.js'
import type { Mail } from '../ports.js'
import type { WorkLetter } from './letters.js'
import { composeMail } from './render.js'

/** News of the end of some work. Where there is no front end that shows it, the mail has the number that it is read by. */
export function renderWorkMail(
  id: string,
  { to, type, facts }: WorkLetter,
  { publicUrl }: { publicUrl: string | undefined },
): Mail {
  const say = createSay(to.timezone, to.language)
  const { operations } = say.phrases
  const { title, work, what, expected } = describeWorkNews(type, facts, say)
  const link = linkToWork(publicUrl, facts)
  const quotes = link === null ? [{ label: operations.number, text: facts.operationId }] : []
  const entry = { title, ticket: work, what, quotes, expected, link, open: operations.open }
  return composeMail(id, to, say, { subject: title, entries: [entry] })
}
