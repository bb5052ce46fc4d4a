import type { OrganizationDb } from '../../src/database/pool.js'
import { IS_DUE, IS_UNTRIED, type OutboxKind } from '../../src/database/queue.js'
import type { Person } from '../../src/domain/people.js'
import type { NotificationFacts } from '../../src/domain/ticket/outcome/notification-facts.js'

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
  /** null where they may not sign in: what is about work is for nobody else. */
  reader: Person | null
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

/** What a letter tells: of tickets, or of the reader's own account. */
export type Letter =
  | { kind: 'tickets'; items: [LetterItem, ...LetterItem[]] }
  | { kind: 'lock'; to: Addressed; lock: AccountLock }

/** A digest has items; any other letter is about the row's own. */
const ITEMS = `SELECT o.id, o.organization_id AS "organizationId", item.ticket_id AS "ticketId", u.email AS "to",
    u.first_name AS "firstName", u.timezone,
    person_facts(o.organization_id, u.id) AS reader,
    coalesce(g.settings->'branding'->>'name', g.name) AS organization,
    o.payload->'lock' AS lock, notification_facts(o.organization_id, item.ticket_id, item.about, u.id, item.type) AS facts
  FROM outbox o
  JOIN app_user u ON u.organization_id = o.organization_id AND u.id = (o.payload->>'userId')::uuid
  JOIN organization g ON g.id = o.organization_id
  CROSS JOIN LATERAL (
    SELECT o.entity_id AS ticket_id, o.payload AS about, o.payload->>'type' AS type, 0 AS n WHERE NOT o.payload ? 'items'
    UNION ALL
    SELECT (i->>'ticketId')::uuid, i, i->>'type', n FROM jsonb_array_elements(o.payload->'items') WITH ORDINALITY x(i, n)
  ) item
  WHERE o.organization_id = $1 AND o.id = $2
    AND (NOT o.payload ? 'items' OR u.roles && ARRAY['moderator', 'admin']) -- what the pool is told is for nobody else
  ORDER BY item.n`

/** What the letter tells, as it is now: who has lost access since, and what was undone, is seen. Undefined: nothing. */
export async function readLetter(db: OrganizationDb, id: string): Promise<Letter | undefined> {
  const rows = await db.query<LetterRow>(ITEMS, [id])
  const locked = rows.find(({ reader, lock }) => reader !== null && lock !== null)
  if (locked?.lock) return { kind: 'lock', to: locked, lock: locked.lock }
  const [first, ...rest] = rows.flatMap(
    ({ facts, ticketId, reader, ...addressed }): LetterItem[] =>
      facts === null || ticketId === null || reader === null
        ? []
        : [{ ...addressed, ticketId, reader, facts }],
  )
  return first && { kind: 'tickets', items: [first, ...rest] }
}
