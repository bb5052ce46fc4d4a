import { describeWebhookNews } from '../../src/domain/webhooks/describe-news.js'
import type { Mail } from '../ports.js'
import { composeNews } from './compose-news.js'
import type { WebhookLetter } from './letters.js'

/** News of a webhook, to the admins. */
export function renderWebhookMail(id: string, { to, type, facts }: WebhookLetter): Mail {
  return composeNews(id, to, (say) => {
    const { name: about, ...news } = describeWebhookNews(type, facts, say)
    return { ...news, about }
  })
}
