import type { NotificationView } from '../../contracts/notifications.js'
import { countFolded, isFolded } from '../../database/folding.js'
import { orderById, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso, isoOrNull } from '../../database/rows.js'
import { describeBillingNews } from '../../domain/billing/describe-news.js'
import { BILLING_NEWS, type InvoiceFacts } from '../../domain/billing/news.js'
import { describeArticleNews } from '../../domain/kb/describe-news.js'
import { ARTICLE_NEWS, type ArticleFacts, mayHaveArticleNews } from '../../domain/kb/news.js'
import { describeMailNews } from '../../domain/mail-in/describe-news.js'
import type { MailboxFacts } from '../../domain/mail-in/mailbox-news.js'
import { MAIL_NEWS, type MailInFacts, mayHaveMailNews } from '../../domain/mail-in/news.js'
import {
  describeWorkNews,
  linkToWork,
  nameWorkNews,
} from '../../domain/operations/describe-work-news.js'
import { mayHaveWorkNews, WORK_NEWS, type WorkFacts } from '../../domain/operations/work-news.js'
import { ACCOUNT_NEWS, type AccountFacts, mayHaveNews } from '../../domain/people/account-news.js'
import { describeAccountNews } from '../../domain/people/describe-account-news.js'
import type { Person } from '../../domain/people.js'
import type { ReportFacts } from '../../domain/reports/saved/news.js'
import { describeSurveyNews } from '../../domain/surveys/describe-news.js'
import { SURVEY_NEWS, type SurveyFacts } from '../../domain/surveys/news.js'
import {
  describeInLines,
  describeOrReport,
  linkToTicket,
  notificationTitle,
} from '../../domain/ticket/outcome/describe-notification.js'
import { createSay, type Say } from '../../domain/ticket/outcome/say.js'
import { type SharedFacts, tailorFacts } from '../../domain/ticket/outcome/tailor-facts.js'
import { describeWebhookNews } from '../../domain/webhooks/describe-news.js'
import { mayHaveWebhookNews, WEBHOOK_NEWS, type WebhookFacts } from '../../domain/webhooks/news.js'
import { describeWorkOrderNews } from '../../domain/work-orders/describe-news.js'
import {
  mayHaveWorkOrderNews,
  WORK_ORDER_NEWS,
  type WorkOrderFacts,
} from '../../domain/work-orders/news.js'
import { readMailboxNews } from './mailbox-news.js'
import { readReportNews } from './report-news.js'

interface NotificationRow {
  id: string
  type: string
  /** For how many of the same it stands. */
  count: number
  ticket_id: string | null
  /** null where it is about no ticket. */
  facts: SharedFacts | null
  /** null where it is about no account. */
  account: AccountFacts | null
  /** null where it is about no work, or about one that is gone. */
  work: WorkFacts | null
  /** null where it is about no webhook. */
  webhook: WebhookFacts | null
  /** null where it is about no survey, or about one that is gone. */
  survey: SurveyFacts | null
  /** null where it is about no invoice. */
  invoice: InvoiceFacts | null
  /** null where it is about no work order, or about one that is gone. */
  workOrder: WorkOrderFacts | null
  /** null where it is about no mail that came in, or about one that is gone. */
  mailIn: MailInFacts | null
  mailbox: MailboxFacts | null
  /** null where it is about no article, or about one that is gone. */
  article: ArticleFacts | null
  report: ReportFacts | null
  timezone: string
  language: string
  at: Date
  read_at: Date | null
}

interface NotificationFilter extends PageArguments {
  unread?: string | undefined
}

interface Telling {
  /** Where a front end shows the tickets; undefined where there is none. */
  publicUrl: string | undefined
  /** Is told of one that can't be put into words. */
  report: (error: unknown) => void
}

const COLUMNS = `n.id, n.type, ${countFolded('n')} AS count, n.ticket_id, n.at, n.read_at, u.timezone, u.language,
  notification_facts(n.organization_id, n.ticket_id, n.data, n.type) AS facts,
  CASE WHEN n.ticket_id IS NULL THEN account_facts(n.organization_id, n.data) END AS account,
  CASE WHEN n.ticket_id IS NULL THEN operation_facts(n.organization_id, n.data) END AS work,
  CASE WHEN n.ticket_id IS NULL THEN webhook_facts(n.organization_id, n.data) END AS webhook,
  CASE WHEN n.ticket_id IS NULL THEN survey_facts(n.organization_id, n.data) END AS survey,
  CASE WHEN n.ticket_id IS NULL THEN invoice_facts(n.organization_id, n.data) END AS invoice,
  CASE WHEN n.ticket_id IS NULL THEN work_order_facts(n.organization_id, n.user_id, n.data) END AS "workOrder",
  CASE WHEN n.ticket_id IS NULL THEN mail_in_facts(n.organization_id, n.data) END AS "mailIn",
  CASE WHEN n.ticket_id IS NULL THEN mailbox_facts(n.organization_id, n.data) END AS mailbox,
  CASE WHEN n.ticket_id IS NULL THEN article_facts(n.organization_id, n.data) END AS article,
  CASE WHEN n.ticket_id IS NULL THEN report_facts(n.organization_id, n.data) END AS report`

/** The user's own, newest first. */
export function listNotifications(
  db: OrganizationDb,
  reader: Person,
  { publicUrl, report }: Telling,
  { unread, ...page }: NotificationFilter,
): Promise<Page<NotificationView>> {
  return paginate(
    db,
    {
      order: orderById('n.id', 'DESC'),
      select: COLUMNS,
      from: `FROM notification n JOIN app_user u ON u.organization_id = n.organization_id AND u.id = n.user_id
        WHERE n.organization_id = $1 AND n.user_id = $2 AND NOT ${isFolded('n')}${unread === 'true' ? ' AND n.read_at IS NULL' : ''}`,
      values: [reader.id],
      view: (row: NotificationRow) => presentNotification(row, reader, { publicUrl, report }),
    },
    page,
  )
}

function presentNotification(
  row: NotificationRow,
  reader: Person,
  { publicUrl, report }: Telling,
): NotificationView {
  const { id, type, ticket_id: ticketId } = row
  const facts = row.facts && tailorFacts(row.facts, reader)
  const say = createSay(row.timezone, row.language)
  const name = notificationTitle(type, say)
  const title = row.count > 1 ? `${name} (${row.count})` : name
  const times = { at: iso(row.at), readAt: isoOrNull(row.read_at) }
  const news =
    readNews(row, reader, say) ??
    readWorkNews(row, reader, say, publicUrl) ??
    readWebhookNews(row, reader, say) ??
    readSurveyNews(row, say) ??
    readBillingNews(row, say) ??
    readWorkOrderNews(row, reader, say) ??
    readMailNews(row, reader, say) ??
    readMailboxNews(row, reader, say) ??
    readArticleNews(row, reader, say) ??
    readReportNews(row, reader, say)
  if (news !== undefined) return { id, type, ...news, ...times }
  if (facts === null || ticketId === null) return { id, type, title, body: title, ...times }
  const description = describeOrReport(facts, reader, say, report)
  const body = describeInLines(description, linkToTicket(description, publicUrl, facts.number))
  return { id, type, title, body, ticketId, ticketNumber: facts.number, ...times }
}

/** News of an account, which its reader may have had then and may not have any more. */
function readNews({ type, account }: NotificationRow, reader: Person, say: Say) {
  if (!ACCOUNT_NEWS.has(type) || account === null) return undefined
  const { title, what, expected } = describeAccountNews(type, account, say)
  const lines = mayHaveNews(type, reader) ? [what, expected] : [title]
  return { title, body: lines.filter((line) => line !== null).join('\n') }
}

/** News of some work, likewise. */
function readWorkNews(
  { type, work }: NotificationRow,
  reader: Person,
  say: Say,
  publicUrl: string | undefined,
) {
  if (!WORK_NEWS.has(type)) return undefined
  if (work === null || !mayHaveWorkNews(type, reader)) {
    const title = nameWorkNews(type, say)
    return { title, body: title }
  }
  const { title, work: name, what, expected } = describeWorkNews(type, work, say)
  const lines = [name, what, expected, linkToWork(publicUrl, work)]
  const body = lines.filter((line) => line !== null).join('\n')
  return { title, body, operationId: work.operationId }
}

/** News of a webhook, likewise. */
function readWebhookNews({ type, webhook }: NotificationRow, reader: Person, say: Say) {
  if (!WEBHOOK_NEWS.has(type) || webhook === null) return undefined
  const { title, name, what, expected } = describeWebhookNews(type, webhook, say)
  const lines = mayHaveWebhookNews(reader) ? [name, what, expected] : [title]
  return { title, body: lines.filter((line) => line !== null).join('\n') }
}

/** News of a work order, of which its reader may see nothing any more. */
function readWorkOrderNews({ type, workOrder }: NotificationRow, reader: Person, say: Say) {
  if (!WORK_ORDER_NEWS.has(type)) return undefined
  if (workOrder === null || !mayHaveWorkOrderNews(reader, workOrder)) {
    const title = say.phrases.workOrders.titles[type]
    return { title, body: title }
  }
  const description = describeWorkOrderNews(type, workOrder, say)
  const body = describeInLines(description, null)
  return { title: description.title, body, workOrderId: workOrder.workOrderId }
}

/** News of a mail that came in, likewise. */
function readMailNews({ type, mailIn }: NotificationRow, reader: Person, say: Say) {
  if (!MAIL_NEWS.has(type)) return undefined
  const name = say.phrases.mailIn.titles[type]
  if (mailIn === null || !mayHaveMailNews(reader)) return { title: name, body: name }
  const { title, mail, what, expected } = describeMailNews(type, mailIn, say)
  return { title, body: [mail, what, expected].filter((line) => line !== null).join('\n') }
}

/** News of an article, likewise. */
function readArticleNews({ type, article }: NotificationRow, reader: Person, say: Say) {
  if (!ARTICLE_NEWS.has(type)) return undefined
  const name = say.phrases.articles.titles[type]
  if (article === null || !mayHaveArticleNews(reader)) return { title: name, body: name }
  const { title, article: named, what, expected } = describeArticleNews(type, article, say)
  const body = [named, what, expected].filter((line) => line !== null).join('\n')
  return { title, body, articleId: article.articleId }
}

/** News of an invoice, to whoever it is for. */
function readBillingNews({ type, invoice: facts }: NotificationRow, say: Say) {
  if (!BILLING_NEWS.has(type) || facts === null) return undefined
  const { title, invoice, what, expected } = describeBillingNews(type, facts, say)
  return { title, body: [invoice, what, expected].filter((line) => line !== null).join('\n') }
}

/** News of a survey: it is answered by the link in the mail. */
function readSurveyNews({ type, survey }: NotificationRow, say: Say) {
  if (!SURVEY_NEWS.has(type)) return undefined
  if (survey === null) return { title: say.phrases.surveys.title, body: say.phrases.surveys.isOver }
  const { title, ticket, what, expected } = describeSurveyNews(survey, say)
  return { title, body: [ticket, what, expected].filter((line) => line !== null).join('\n') }
}
