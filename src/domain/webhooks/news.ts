import { createNewsFamily } from '../news-family.js'
import { hasRole, type Person } from '../people.js'

/** What admins are told of webhooks. */
export const WEBHOOK_NEWS = createNewsFamily({
  webhook_disabled: { to: 'admins', by: ['inApp', 'mail'] },
})

export type WebhookNewsType = (typeof WEBHOOK_NEWS.types)[number]

/** Why a webhook was turned off by nobody: it answered that it is gone, or has taken nothing for days. */
export type DisabledReason = 'gone' | 'failing'

/** Inputs of the words, as they are when it is read. */
export interface WebhookFacts {
  webhookId: string
  name: string
  /** null where it was turned on since. */
  reason: DisabledReason | null
}

/** Whether it may reach its reader now; `null` is somebody who may not sign in. */
export function mayHaveWebhookNews(reader: Person | null): boolean {
  return reader !== null && hasRole(reader, 'admin')
}
