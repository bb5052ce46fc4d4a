import { BILLING_NEWS } from '../../src/domain/billing/news.js'
import { ARTICLE_NEWS } from '../../src/domain/kb/news.js'
import { MAILBOX_NEWS } from '../../src/domain/mail-in/mailbox-news.js'
import { MAIL_NEWS } from '../../src/domain/mail-in/news.js'
import type { NewsFamily, NewsKind } from '../../src/domain/news-family.js'
import { WORK_NEWS } from '../../src/domain/operations/work-news.js'
import { ACCOUNT_NEWS } from '../../src/domain/people/account-news.js'
import { REPORT_NEWS } from '../../src/domain/reports/saved/news.js'
import { SURVEY_NEWS } from '../../src/domain/surveys/news.js'
import {
  NOTIFICATION_CHANNELS,
  type NotificationChannel,
} from '../../src/domain/ticket/outcome/channels.js'
import { TICKET_NEWS } from '../../src/domain/ticket/outcome/notification-types.js'
import { PHRASES } from '../../src/domain/ticket/outcome/phrases/index.js'
import { WEBHOOK_NEWS } from '../../src/domain/webhooks/news.js'
import { WORK_ORDER_NEWS } from '../../src/domain/work-orders/news.js'

type Phrases = (typeof PHRASES)['en']

/** By the name of its place in `docs/notifications.md`: every type of a family, what it says, by which channels, to whom. */
export function notificationTables(): Record<string, string> {
  return {
    notifications: drawTable(TICKET_NEWS, ({ titles }) => titles),
    accounts: drawTable(ACCOUNT_NEWS, ({ accounts }) => accounts.titles),
    operations: drawTable(WORK_NEWS, ({ operations }) => operations.titles),
    webhooks: drawTable(WEBHOOK_NEWS, ({ webhooks }) => webhooks.titles),
    surveys: drawTable(SURVEY_NEWS, ({ surveys }) => surveys.titles),
    billing: drawTable(BILLING_NEWS, ({ billing }) => billing.titles),
    work_orders: drawTable(WORK_ORDER_NEWS, ({ workOrders }) => workOrders.titles),
    mail_in: drawTable(MAIL_NEWS, ({ mailIn }) => mailIn.titles),
    mailboxes: drawTable(MAILBOX_NEWS, ({ mailboxes }) => mailboxes.titles),
    articles: drawTable(ARTICLE_NEWS, ({ articles }) => articles.titles),
    reports: drawTable(REPORT_NEWS, ({ savedReports }) => savedReports.titles),
  }
}

function drawTable<Type extends string>(
  { types, kinds }: NewsFamily<Type, NewsKind>,
  titlesIn: (phrases: Phrases) => Readonly<Record<Type, string>>,
): string {
  const [en, de] = [titlesIn(PHRASES.en), titlesIn(PHRASES.de)]
  const rows = types.map((type) => {
    const { by, to } = kinds[type]
    return `| \`${type}\` | ${en[type]} | ${de[type]} | ${listChannels(by)} | ${to} |`
  })
  return ['| type | text | in German | by | to |', '|---|---|---|---|---|', ...rows].join('\n')
}

const CHANNEL_WORDS = { inApp: 'app', mail: 'mail', push: 'push', sms: 'text message' } as const

function listChannels(by: readonly NotificationChannel[]): string {
  if (by.length === NOTIFICATION_CHANNELS.length) return 'all'
  return by.map((channel) => CHANNEL_WORDS[channel]).join(', ')
}
