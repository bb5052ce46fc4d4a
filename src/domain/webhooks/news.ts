import { hasRole, type Person } from '../people.js'
import type { NotificationChannel } from '../ticket/outcome/notification-types.js'

/** What admins are told of webhooks. */
export const WEBHOOK_NEWS = {
  webhook_disabled: { to: 'admins', by: ['inApp', 'mail'] },
} as const satisfies Record<string, { to: string; by: readonly NotificationChannel[] }>

export type WebhookNewsType = keyof typeof WEBHOOK_NEWS
export const WEBHOOK_NEWS_TYPES = Object.keys(WEBHOOK_NEWS) as WebhookNewsType[] // the keys of that very object

export function isWebhookNewsType(type: string): type is WebhookNewsType {
  return Object.hasOwn(WEBHOOK_NEWS, type)
}

/** The types that go by a channel; their readers may turn each off. */
export function listWebhookNews(channel: NotificationChannel): WebhookNewsType[] {
  return WEBHOOK_NEWS_TYPES.filter((type) => WEBHOOK_NEWS[type].by.some((one) => one === channel))
}

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
