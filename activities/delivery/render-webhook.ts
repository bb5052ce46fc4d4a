import { createSay } from '../../src/domain/ticket/outcome/say.js'
import { describeWebhookNews } from '../../src/domain/webhooks/describe-news.js'
import type { Mail } from '../ports.js'
import type { WebhookLetter } from './letters.js'
import { composeMail } from './render.js'

/** News of a webhook, to the admins. */
export function renderWebhookMail(id: string, { to, type, facts }: WebhookLetter): Mail {
  const say = createSay(to.timezone, to.language)
  const { title, name, what, expected } = describeWebhookNews(type, facts, say)
  const { open } = say.phrases.operations
  const entry = { title, ticket: name, what, quotes: [], expected, link: null, open }
  return composeMail(id, to, say, { subject: title, entries: [entry] })
}
