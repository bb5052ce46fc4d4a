import type { Say } from '../ticket/outcome/say.js'
import type { WebhookFacts, WebhookNewsType } from './news.js'

/** News of a webhook in words. */
export function describeWebhookNews(
  type: WebhookNewsType,
  { name, reason }: WebhookFacts,
  { phrases: { webhooks } }: Pick<Say, 'phrases'>,
) {
  return {
    title: webhooks.titles[type],
    name,
    what: reason === null ? webhooks.isOnAgain : webhooks.reasons[reason],
    expected: reason === null ? null : webhooks.turnOn,
  }
}
