import type { OrganizationDb } from '../../src/database/pool.js'
import { IS_DUE, IS_UNTRIED } from '../../src/database/queue.js'
import type { InvoiceFacts } from '../../src/domain/billing/news.js'
import type { ArticleFacts } from '../../src/domain/kb/news.js'
import type { MailboxFacts } from '../../src/domain/mail-in/mailbox-news.js'
import type { MailInFacts } from '../../src/domain/mail-in/news.js'
import {
  mayHaveWorkNews,
  WORK_NEWS,
  type WorkFacts,
  type WorkNewsType,
} from '../../src/domain/operations/work-news.js'
import type { AccountFacts } from '../../src/domain/people/account-news.js'
import type { Person } from '../../src/domain/people.js'
import type { ReportFacts } from '../../src/domain/reports/saved/news.js'
import type { SurveyFacts } from '../../src/domain/surveys/news.js'
import type { LetterChannel } from '../../src/domain/ticket/outcome/channels.js'
import type { NotificationFacts } from '../../src/domain/ticket/outcome/notification-facts.js'
import { findSuppression, type Suppression } from '../../src/domain/ticket/outcome/suppression.js'
import { type SharedFacts, tailorFacts } from '../../src/domain/ticket/outcome/tailor-facts.js'
import {
  mayHaveWebhookNews,
  WEBHOOK_NEWS,
  type WebhookFacts,
  type WebhookNewsType,
} from '../../src/domain/webhooks/news.js'
import type { WorkOrderFacts } from '../../src/domain/work-orders/news.js'
import { type AccountLetter, readAccountNews } from './account-letter.js'
import type { Addressed } from './addressed.js'
import { type ArticleLetter, readArticleNews } from './article-letter.js'
import { type InvoiceLetter, readInvoiceNews } from './invoice-letter.js'
import { type MailInLetter, readMailInNews } from './mail-in-letter.js'
import { type MailboxLetter, readMailboxNews } from './mailbox-letter.js'
import { type ReportLetter, readReportNews } from './report-letter.js'
import type { FactsReader } from './shared-facts.js'
import { readSurveyNews, type SurveyLetter } from './survey-letter.js'
import { readWorkOrderNews, type WorkOrderLetter } from './work-order-letter.js'

/** More than this waits for the next ones. */
const MOST_OF_A_DIGEST = 200

/** What is for several people by one row is made into letters so many rows at a time. */
const MOST_SPREAD = 50

const due = (channel: LetterChannel) => `SELECT id FROM outbox
  WHERE organization_id = $1 AND kind = '${channel}' AND ${IS_UNTRIED} AND ${IS_DUE} AND payload ? 'userId'
  ORDER BY due_at, id LIMIT $2`

/** What makes letters by a channel of what waits. */
const PREPARE: Record<LetterChannel, (db: OrganizationDb) => Promise<unknown>> = {
  mail: (db) => db.query('SELECT gather_digests($1, $2)', [MOST_OF_A_DIGEST]),
  push: (db) => db.query('SELECT spread_letters($1, $2, $3)', ['push', MOST_SPREAD]),
  sms: (db) => db.query('SELECT spread_letters($1, $2, $3)', ['sms', MOST_SPREAD]),
}

/**
 * The ids of the oldest letters by a channel that are due and that nobody has tried; digests that are due become letters.
 * What can't be made into letters keeps back none that is one.
 */
export async function readDueLetters(
  db: OrganizationDb,
  channel: LetterChannel,
  limit: number,
  report: (error: unknown) => void,
): Promise<string[]> {
  await PREPARE[channel](db).catch(report)
  const rows = await db.query<{ id: string }>(due(channel), [limit])
  return rows.map(({ id }) => id)
}

interface LetterRow extends Addressed {
  userId: string
  deliveryId: string
  channel: LetterChannel
  ticketId: string | null
  type: string | null
  about: unknown
  /** null where they may not sign in: what is about tickets is for nobody else. */
  reader: Person | null
  isWanted: boolean
  isOfPool: boolean
  /** null where it is about something else. */
  account: AccountFacts | null
  /** null where it is about none of that takes its time, or about one that is gone. */
  operation: WorkFacts | null
  // of what it may be about besides, all but one are null, and that one is where it is gone
  webhook: WebhookFacts | null
  survey: SurveyFacts | null
  invoice: InvoiceFacts | null
  workOrder: WorkOrderFacts | null
  mailIn: MailInFacts | null
  mailbox: MailboxFacts | null
  article: ArticleFacts | null
  report: ReportFacts | null
  organizationSlug: string
  /** What the token of a link is derived from; null where there is no link. */
  tokenId: string | null
}

/** One notification as it is told. */
export interface LetterItem extends Addressed {
  channel: LetterChannel
  userId: string
  deliveryId: string
  ticketId: string
  reader: Person
  organizationSlug: string
  facts: NotificationFacts
}

/** Of a letter's deliveries those that are not sent, by id. */
export type Suppressed = Record<string, Suppression>

/** It tells of tickets. */
export interface TicketLetter {
  kind: 'tickets'
  channel: LetterChannel
  items: [LetterItem, ...LetterItem[]]
  suppressed: Suppressed
}

/** News of the end of some work. */
export interface WorkLetter {
  kind: 'operation'
  to: Addressed
  type: WorkNewsType
  facts: WorkFacts
}

/** News of a webhook. */
export interface WebhookLetter {
  kind: 'webhook'
  to: Addressed
  type: WebhookNewsType
  facts: WebhookFacts
}

type NewsLetter =
  | AccountLetter
  | WorkLetter
  | WebhookLetter
  | SurveyLetter
  | InvoiceLetter
  | WorkOrderLetter
  | MailInLetter
  | MailboxLetter
  | ArticleLetter
  | ReportLetter

/** What a letter tells: of tickets, of an account, some work, a webhook, a survey, an invoice, a work order, a mail that came in, a mailbox, an article or a report (by mail alone), or nothing any more. */
export type Letter = TicketLetter | NewsLetter | { kind: 'nothing'; suppressed: Suppressed }

const ITEMS = `SELECT o.id, o.organization_id AS "organizationId", item.delivery_id AS "deliveryId",
    o.kind AS channel, item.ticket_id AS "ticketId", item.type, item.about, u.id AS "userId", u.email AS "to", u.phone,
    u.first_name AS "firstName", u.timezone, u.language,
    person.facts AS reader,
    coalesce((u.notification_choices->o.kind->>item.type)::boolean, o.kind <> 'sms') AS "isWanted",
    coalesce((o.payload->>'pool')::boolean, o.payload ? 'items') AS "isOfPool",
    coalesce(g.settings->'branding'->>'name', g.name) AS organization, g.slug AS "organizationSlug",
    account_facts(o.organization_id, o.payload->'account') AS account,
    operation_facts(o.organization_id, o.payload->'operation') AS operation,
    webhook_facts(o.organization_id, o.payload->'webhook') AS webhook,
    survey_facts(o.organization_id, o.payload->'survey') AS survey,
    invoice_facts(o.organization_id, o.payload->'invoice') AS invoice,
    work_order_facts(o.organization_id, u.id, o.payload->'workOrder') AS "workOrder",
    mail_in_facts(o.organization_id, o.payload->'mailIn') AS "mailIn", article_facts(o.organization_id, o.payload->'article') AS article,
    mailbox_facts(o.organization_id, o.payload->'mailbox') AS mailbox, report_facts(o.organization_id, o.payload->'report') AS report,
    o.payload->'account'->>'tokenId' AS "tokenId"
  FROM outbox o
  JOIN app_user u ON u.organization_id = o.organization_id AND u.id = (o.payload->>'userId')::uuid
  JOIN organization g ON g.id = o.organization_id
  CROSS JOIN LATERAL (SELECT person_facts(o.organization_id, u.id) AS facts OFFSET 0) person
  CROSS JOIN LATERAL letter_deliveries(o.id, o.entity_id, o.payload)
    WITH ORDINALITY AS item (delivery_id, ticket_id, user_id, type, about, n)
  WHERE o.organization_id = $1 AND o.id = $2 ORDER BY item.n`

/** What the letter tells, as it is now: who has lost access since, and what was undone, is seen. */
export async function readLetter(
  db: OrganizationDb,
  id: string,
  facts: FactsReader,
): Promise<Letter> {
  const rows = await db.query<LetterRow>(ITEMS, [id])
  const news = rows.flatMap((row): NewsLetter[] => [
    ...readAccountNews(row),
    ...readWorkNews(row),
    ...readWebhookNews(row),
    ...readSurveyNews(row),
    ...readInvoiceNews(row),
    ...readWorkOrderNews(row),
    ...readMailInNews(row),
    ...readMailboxNews(row),
    ...readArticleNews(row),
    ...readReportNews(row),
  ])[0]
  if (news !== undefined) return news
  const suppressed: Suppressed = {}
  const items: LetterItem[] = []
  for (const { row, told } of await readTold(rows, facts)) {
    const { ticketId, reader } = row
    const own = told && reader && tailorFacts(told, reader)
    const suppression = findSuppression({ ...row, facts: own })
    if (suppression !== undefined) suppressed[row.deliveryId] = suppression
    else if (own !== null && reader !== null && ticketId !== null) {
      items.push({ ...row, facts: own, reader, ticketId })
    }
  }
  const [first, ...rest] = items
  return first === undefined
    ? { kind: 'nothing', suppressed }
    : { kind: 'tickets', channel: first.channel, items: [first, ...rest], suppressed }
}

/** Each with what it tells of; null where there is nothing left. */
async function readTold(
  rows: readonly LetterRow[],
  facts: FactsReader,
): Promise<{ row: LetterRow; told: SharedFacts | null }[]> {
  const told = rows.map(({ ticketId, about, type }) =>
    ticketId === null || type === null ? null : { ticketId, about, type },
  )
  const found = await facts.read(told.filter((one) => one !== null))
  let n = 0
  return rows.map((row, i) => ({
    row,
    told: told[i] === null ? null : (found[n++] ?? null),
  }))
}

function readWorkNews({ type, operation: facts, ...to }: LetterRow): WorkLetter[] {
  if (facts === null || type === null || !WORK_NEWS.has(type)) return []
  const mayHave = to.isWanted && mayHaveWorkNews(type, to.reader)
  return mayHave ? [{ kind: 'operation', to, type, facts }] : []
}

function readWebhookNews({ type, webhook: facts, ...to }: LetterRow): WebhookLetter[] {
  if (facts === null || type === null || !WEBHOOK_NEWS.has(type)) return []
  const mayHave = to.isWanted && mayHaveWebhookNews(to.reader)
  return mayHave ? [{ kind: 'webhook', to, type, facts }] : []
}
