import type { DisabledReason, WebhookNewsType } from '../../../../webhooks/news.js'

const TITLES: Record<WebhookNewsType, string> = {
  webhook_disabled: 'A webhook was turned off',
}

const REASONS: Record<DisabledReason, string> = {
  gone: 'Its receiver answered that it is gone (410).',
  failing: 'Its receiver has taken nothing for five days.',
}

/** Receivers of what happens. */
export const WEBHOOKS = {
  titles: TITLES,
  reasons: REASONS,
  isOnAgain: 'It was turned on again since.',
  turnOn:
    'Nothing is sent to it any more: turn it on again once its receiver is back, or delete it.',
}
