import type { OrganizationDb } from '../../src/database/pool.js'
import { IS_DUE, IS_UNTRIED, type OutboxKind } from '../../src/database/queue.js'
import type { Person } from '../../src/domain/people.js'
import type { NotificationFacts } from '../../src/domain/ticket/outcome/notification-facts.js'
import { findSuppression, type Suppression } from '../../src/domain/ticket/outcome/suppression.js'

export const MAIL_KINDS = ['mail', 'digest'] as const satisfies readonly OutboxKind[]

/** More than this waits for the next ones. */
const MOST_OF_A_DIGEST = 200

const GATHER = 'SELECT gather_digests($1, $2)'

const DUE = `SELECT id FROM outbox
  WHERE organization_id = $1 AND kind = 'mail' AND ${IS_UNTRIED} AND ${IS_DUE} ORDER BY due_at, id LIMIT $2`

/**
 * The ids of the oldest letters that are due and that nobody has tried; digests that are due become letters. One that
 * can't be gathered keeps no other mail back.
 */
export async function readDueLetters(
  db: OrganizationDb,
  limit: number,
  report: (error: unknown) => void,
): Promise<string[]> {
  await db.query(GATHER, [MOST_OF_A_DIGEST]).catch(report)
  const rows = await db.query<{ id: string }>(DUE, [limit])
  return rows.map(({ id }) => id)
}

/** Whom a letter is for, and in whose name. */
export interface Addressed {
  id: string
  organizationId: string
  to: string
  firstName: string
  timezone: string
  language: string
  organization: string
}

/** Too many wrong passwords have locked the reader's account. */
export interface AccountLock {
  /** The address that they came from. */
  from: string | null
  until: string
}

interface LetterRow extends Addressed {
  deliveryId: string
  ticketId: string | null
  /** null where they may not sign in: what is about work is for nobody else. */
  reader: Person | null
  isWanted: boolean
  isOfPool: boolean
  /** null when there is nothing left to tell of. */
  facts: NotificationFacts | null
  lock: AccountLock | null
}

/** One notification as it is mailed. */
export interface LetterItem extends Addressed {
  ticketId: string
  reader: Person
  facts: NotificationFacts
}

/** Of a letter's deliveries those that are not sent, by id. */
export type Suppressed = Record<string, Suppression>

/** What a letter tells: of tickets, of the reader's own account, or nothing any more. */
export type Letter =
  | { kind: 'tickets'; items: [LetterItem, ...LetterItem[]]; suppressed: Suppressed }
  | { kind: 'lock'; to: Addressed; lock: AccountLock }
  | { kind: 'nothing'; suppressed: Suppressed }

const ITEMS = `SELECT o.id, o.organization_id AS "organizationId", item.delivery_id AS "deliveryId",
    item.ticket_id AS "ticketId", u.email AS "to", u.first_name AS "firstName", u.timezone, u.language,
    person.facts AS reader,
    coalesce((u.notification_choices->'mail'->>item.type)::boolean, true) AS "isWanted", o.payload ? 'items' AS "isOfPool",
    coalesce(g.settings->'branding'->>'name', g.name) AS organization,
    o.payload->'lock' AS lock, notification_facts(o.organization_id, item.ticket_id, item.about, u.id, item.type) AS facts
  FROM outbox o
  JOIN app_user u ON u.organization_id = o.organization_id AND u.id = (o.payload->>'userId')::uuid
  JOIN organization g ON g.id = o.organization_id
  CROSS JOIN LATERAL (SELECT person_facts(o.organization_id, u.id) AS facts OFFSET 0) person
  CROSS JOIN LATERAL letter_deliveries(o.id, o.entity_id, o.payload)
    WITH ORDINALITY AS item (delivery_id, ticket_id, user_id, type, about, n)
  WHERE o.organization_id = $1 AND o.id = $2 ORDER BY item.n`

/** What the letter tells, as it is now: who has lost access since, and what was undone, is seen. */
export async function readLetter(db: OrganizationDb, id: string): Promise<Letter> {
  const rows = await db.query<LetterRow>(ITEMS, [id])
  const locked = rows.find(({ reader, lock }) => reader !== null && lock !== null)
  if (locked?.lock) return { kind: 'lock', to: locked, lock: locked.lock }
  const suppressed: Suppressed = {}
  const items: LetterItem[] = []
  for (const row of rows) {
    const { facts, ticketId, reader } = row
    const suppression = findSuppression(row)
    if (suppression !== undefined) suppressed[row.deliveryId] = suppression
    else if (facts !== null && reader !== null && ticketId !== null) {
      items.push({ ...row, facts, reader, ticketId })
    }
  }
  const [first, ...rest] = items
  return first === undefined
    ? { kind: 'nothing', suppressed }
    : { kind: 'tickets', items: [first, ...rest], suppressed }
}
