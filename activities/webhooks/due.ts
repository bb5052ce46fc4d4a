import type { OrganizationDb } from '../../src/database/pool.js'

/** A delivery that this attempt has to itself, until its lease is over. */
export interface Due {
  id: string
  body: string
  beganAt: Date
  tries: number
}

/** Above the longest call: what a killed worker had in hand is sent again after it. */
const LEASE = `interval '20 seconds'`

/**
 * Of its entity nothing waits before it. It is one look at an index for each: a join, of thousands that have just come, was
 * seen to compare each with each.
 */
const IS_FIRST = `w.sequence = (SELECT min(earlier.sequence) FROM webhook_delivery earlier
  WHERE earlier.organization_id = $1 AND earlier.webhook_id = $2 AND earlier.entity_id = w.entity_id
    AND earlier.status = 'pending')`

/**
 * Of each entity the first that waits, if it is due: the others come after it, whenever that is. It is looked for once, as
 * an array: within a join it would be looked for again, and lease others.
 */
const TAKE = `UPDATE webhook_delivery d SET next_attempt_at = clock_timestamp() + ${LEASE}
  WHERE d.organization_id = $1 AND d.id = ANY(ARRAY(
    SELECT w.id FROM webhook_delivery w
    WHERE w.organization_id = $1 AND w.webhook_id = $2 AND w.status = 'pending' AND w.next_attempt_at <= clock_timestamp()
      AND ${IS_FIRST}
    ORDER BY w.next_attempt_at, w.id LIMIT $3 FOR UPDATE SKIP LOCKED))
  RETURNING d.id, d.body, d.began_at AS "beganAt", d.tries`

export function takeDue(db: OrganizationDb, webhookId: string, most: number): Promise<Due[]> {
  return db.query<Due>(TAKE, [webhookId, most])
}

/** What waits for its turn behind another of its entity is due when that one is settled. */
const NEXT = `SELECT min(w.next_attempt_at) AS at FROM webhook_delivery w
  WHERE w.organization_id = $1 AND w.webhook_id = $2 AND w.status = 'pending'
    AND ${IS_FIRST}`

/** When there is something to send again; null when nothing waits. */
export async function readNextDue(db: OrganizationDb, webhookId: string): Promise<string | null> {
  const [row] = await db.query<{ at: Date | null }>(NEXT, [webhookId])
  return row?.at?.toISOString() ?? null
}

export interface Receiver {
  url: string
  headers: Record<string, string>
  /** Sealed, the present one first. */
  secrets: string[]
  failingSince: Date | null
}

const RECEIVER = `SELECT url, headers, failing_since AS "failingSince", jsonb_build_array(secret) || coalesce((
    SELECT jsonb_agg(f->'secret') FROM jsonb_array_elements(former_secrets) f
    WHERE (f->>'until')::timestamptz > clock_timestamp()), '[]') AS secrets
  FROM webhook WHERE organization_id = $1 AND id = $2 AND active AND deleted_at IS NULL AND secret IS NOT NULL`

/** Undefined for one that is off, or is there no more. */
export async function readReceiver(
  db: OrganizationDb,
  webhookId: string,
): Promise<Receiver | undefined> {
  const [row] = await db.query<Receiver>(RECEIVER, [webhookId])
  return row
}

const IS_KEPT =
  'SELECT 1 FROM webhook WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL'

export async function isKept(db: OrganizationDb, webhookId: string): Promise<boolean> {
  return (await db.query(IS_KEPT, [webhookId])).length > 0
}
