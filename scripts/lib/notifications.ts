import { BILLING_NEWS, BILLING_NEWS_TYPES } from '../../src/domain/billing/news.js'
import { MAIL_NEWS, MAIL_NEWS_TYPES } from '../../src/domain/mail-in/news.js'
import { WORK_NEWS_TYPES, workNewsKind } from '../../src/domain/operations/work-news.js'
import { ACCOUNT_NEWS_TYPES, accountNewsKind } from '../../src/domain/people/account-news.js'
import { SURVEY_NEWS, SURVEY_NEWS_TYPES } from '../../src/domain/surveys/news.js'
import {
  NOTIFICATION_CHANNELS,
  NOTIFICATION_TYPES,
  type NotificationChannel,
  notificationKind,
} from '../../src/domain/ticket/outcome/notification-types.js'
import { PHRASES } from '../../src/domain/ticket/outcome/phrases/index.js'
import { WEBHOOK_NEWS, WEBHOOK_NEWS_TYPES } from '../../src/domain/webhooks/news.js'
import { WORK_ORDER_NEWS, WORK_ORDER_NEWS_TYPES } from '../../src/domain/work-orders/news.js'

/** Every type of notification: what it says, by which channels, to whom. */
export function notificationTable(): string {
  const rows = NOTIFICATION_TYPES.map(
    (type) =>
      `| \`${type}\` | ${PHRASES.en.titles[type]} | ${PHRASES.de.titles[type]} | ${listChannels(notificationKind(type).by)} | ${notificationKind(type).to} |`,
  )
  return ['| type | text | in German | by | to |', '|---|---|---|---|---|', ...rows].join('\n')
}

/** The same of what is told of accounts. */
export function accountNewsTable(): string {
  const { en, de } = PHRASES
  const rows = ACCOUNT_NEWS_TYPES.map((type) => {
    const { by, to } = accountNewsKind(type)
    const titles = `${en.accounts.titles[type]} | ${de.accounts.titles[type]}`
    return `| \`${type}\` | ${titles} | ${listChannels(by)} | ${to} |`
  })
  return ['| type | text | in German | by | to |', '|---|---|---|---|---|', ...rows].join('\n')
}

/** The same of what is told of the end of work that takes its time. */
export function workNewsTable(): string {
  const { en, de } = PHRASES
  const rows = WORK_NEWS_TYPES.map((type) => {
    const { by, to } = workNewsKind(type)
    const titles = `${en.operations.titles[type]} | ${de.operations.titles[type]}`
    return `| \`${type}\` | ${titles} | ${listChannels(by)} | ${to} |`
  })
  return ['| type | text | in German | by | to |', '|---|---|---|---|---|', ...rows].join('\n')
}

/** The same of what admins are told of webhooks. */
export function webhookNewsTable(): string {
  const { en, de } = PHRASES
  const rows = WEBHOOK_NEWS_TYPES.map((type) => {
    const { by, to } = WEBHOOK_NEWS[type]
    const titles = `${en.webhooks.titles[type]} | ${de.webhooks.titles[type]}`
    return `| \`${type}\` | ${titles} | ${listChannels(by)} | ${to} |`
  })
  return ['| type | text | in German | by | to |', '|---|---|---|---|---|', ...rows].join('\n')
}

/** The same of what moderators are told of mails that came in. */
export function mailNewsTable(): string {
  const { en, de } = PHRASES
  const rows = MAIL_NEWS_TYPES.map((type) => {
    const { by, to } = MAIL_NEWS[type]
    const titles = `${en.mailIn.titles[type]} | ${de.mailIn.titles[type]}`
    return `| \`${type}\` | ${titles} | ${listChannels(by)} | ${to} |`
  })
  return ['| type | text | in German | by | to |', '|---|---|---|---|---|', ...rows].join('\n')
}

/** The same of what is told of invoices and contracts. */
export function billingNewsTable(): string {
  const { en, de } = PHRASES
  const rows = BILLING_NEWS_TYPES.map((type) => {
    const { by, to } = BILLING_NEWS[type]
    const titles = `${en.billing.titles[type]} | ${de.billing.titles[type]}`
    return `| \`${type}\` | ${titles} | ${listChannels(by)} | ${to} |`
  })
  return ['| type | text | in German | by | to |', '|---|---|---|---|---|', ...rows].join('\n')
}

/** The same of what requesters are told of surveys. */
export function surveyNewsTable(): string {
  const { en, de } = PHRASES
  const rows = SURVEY_NEWS_TYPES.map((type) => {
    const { by, to } = SURVEY_NEWS[type]
    const titles = `${en.surveys.titles[type]} | ${de.surveys.titles[type]}`
    return `| \`${type}\` | ${titles} | ${listChannels(by)} | ${to} |`
  })
  return ['| type | text | in German | by | to |', '|---|---|---|---|---|', ...rows].join('\n')
}

/** The same of what people are told of work orders. */
export function workOrderNewsTable(): string {
  const { en, de } = PHRASES
  const rows = WORK_ORDER_NEWS_TYPES.map((type) => {
    const { by, to } = WORK_ORDER_NEWS[type]
    const titles = `${en.workOrders.titles[type]} | ${de.workOrders.titles[type]}`
    return `| \`${type}\` | ${titles} | ${listChannels(by)} | ${to} |`
  })
  return ['| type | text | in German | by | to |', '|---|---|---|---|---|', ...rows].join('\n')
}

const CHANNEL_WORDS = { inApp: 'app', mail: 'mail', push: 'push', sms: 'text message' } as const

function listChannels(by: readonly NotificationChannel[]): string {
  if (by.length === NOTIFICATION_CHANNELS.length) return 'all'
  return by.map((channel) => CHANNEL_WORDS[channel]).join(', ')
}
