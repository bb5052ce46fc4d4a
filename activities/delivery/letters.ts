import { isEntitled } from '../../src/database/names.js'
import type { OrganizationDb } from '../../src/database/pool.js'
import { HELD_READERS, IS_DUE, IS_UNTRIED, type OutboxKind } from '../../src/database/queue.js'
import type { NotificationFacts } from '../../src/domain/ticket/outcome/notification-facts.js'

export const MAIL_KINDS = ['mail', 'digest'] as const satisfies readonly OutboxKind[]

/** The outbox ids of what is to go out as one mail. */
export type DueLetter = string[]

/** More than this of one reader's digest is the next one's. */
const MOST_OF_A_DIGEST = 200

/** Mails that are due; of each digest that is due all that waits, due or not. */
const DUE = `WITH mails AS (
    SELECT id FROM outbox WHERE organization_id = $1 AND kind = 'mail' AND ${IS_UNTRIED} AND ${IS_DUE}
    ORDER BY due_at, id LIMIT $2),
  held AS (${HELD_READERS}),
  readers AS (
    SELECT DISTINCT payload->>'userId' AS user_id FROM outbox
    WHERE organization_id = $1 AND kind = 'digest' AND ${IS_UNTRIED} AND ${IS_DUE}
      AND payload->>'userId' NOT IN (SELECT user_id FROM held) LIMIT $2),
  digests AS (
    SELECT id, user_id, row_number() OVER (PARTITION BY user_id ORDER BY id) AS n
    FROM outbox JOIN readers ON user_id = payload->>'userId'
    WHERE organization_id = $1 AND kind = 'digest' AND ${IS_UNTRIED})
  SELECT ARRAY[id] AS ids FROM mails
  UNION ALL
  SELECT array_agg(id ORDER BY id) FROM digests WHERE n <= ${MOST_OF_A_DIGEST} GROUP BY user_id
  ORDER BY 1 LIMIT $2`

/** The oldest letters that are due and that nobody has tried. */
export async function readDueLetters(db: OrganizationDb, limit: number): Promise<DueLetter[]> {
  const rows = await db.query<{ ids: string[] }>(DUE, [limit])
  return rows.map(({ ids }) => ids)
}

/** Whom a letter is for, and in whose name. */
export interface Addressed {
  id: string
  organizationId: string
  to: string
  firstName: string
  timezone: string
  organization: string
}

/** Too many wrong passwords have locked the reader's account. */
export interface AccountLock {
  /** The address that they came from. */
  from: string | null
  until: string
}

interface LetterRow extends Addressed {
  ticketId: string | null
  /** May sign in: what is about work is for nobody else. */
  isEntitled: boolean
  /** null when there is nothing left to tell of. */
  facts: NotificationFacts | null
  lock: AccountLock | null
}

/** One notification as it is mailed. */
export interface LetterItem extends Addressed {
  ticketId: string
  facts: NotificationFacts
}

/** What a letter tells: of tickets, or of the reader's own account. */
export type Letter =
  | { kind: 'tickets'; items: [LetterItem, ...LetterItem[]] }
  | { kind: 'lock'; to: Addressed; lock: AccountLock }

const ITEMS = `SELECT o.id, o.organization_id AS "organizationId", o.entity_id AS "ticketId", u.email AS "to",
    u.first_name AS "firstName", u.timezone,
    ${isEntitled('u')} AS "isEntitled",
    coalesce(g.settings->'branding'->>'name', g.name) AS organization,
    o.payload->'lock' AS lock, notification_facts(o.organization_id, o.entity_id, (o.payload->>'seq')::int, u.id, o.payload->>'type') AS facts
  FROM outbox o
  JOIN app_user u ON u.organization_id = o.organization_id AND u.id = (o.payload->>'userId')::uuid
  JOIN organization g ON g.id = o.organization_id
  WHERE o.organization_id = $1 AND o.id = ANY($2) ORDER BY o.id`

/** What the letter tells, as it is now: who has lost access since, and what was undone, is seen. Undefined: nothing. */
export async function readLetter(
  db: OrganizationDb,
  ids: readonly string[],
): Promise<Letter | undefined> {
  const rows = (await db.query<LetterRow>(ITEMS, [ids])).filter(({ isEntitled }) => isEntitled)
  const locked = rows.find(({ lock }) => lock !== null)
  if (locked?.lock) return { kind: 'lock', to: locked, lock: locked.lock }
  const [first, ...rest] = rows.flatMap(({ facts, ticketId, ...addressed }): LetterItem[] =>
    facts === null || ticketId === null ? [] : [{ ...addressed, ticketId, facts }],
  )
  return first && { kind: 'tickets', items: [first, ...rest] }
}
