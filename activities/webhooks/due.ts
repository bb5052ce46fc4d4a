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

/** Of each entity one alone has an instant: those behind it get theirs when it is settled. */
const IS_ARMED = `organization_id = $1 AND webhook_id = $2 AND status = 'pending' AND next_attempt_at IS NOT NULL`

/** They are looked for once, as an array: within a join they would be looked for again, and others be leased. */
const TAKE = `UPDATE webhook_delivery d SET next_attempt_at = clock_timestamp() + ${LEASE},
    leased_until = clock_timestamp() + ${LEASE}
  WHERE d.organization_id = $1 AND d.id = ANY(ARRAY(
    SELECT id FROM webhook_delivery WHERE ${IS_ARMED} AND next_attempt_at <= now()
    ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED))
  RETURNING d.id, d.body, d.began_at AS "beganAt", d.tries`

export function takeDue(db: OrganizationDb, webhookId: string, most: number): Promise<Due[]> {
  return db.query<Due>(TAKE, [webhookId, most])
}

const NEXT = `SELECT next_attempt_at AS at, next_attempt_at <= clock_timestamp() AS "isDue" FROM webhook_delivery WHERE ${IS_ARMED} ORDER BY next_attempt_at LIMIT 1`

const WAITING = `SELECT 1 FROM webhook_delivery
  WHERE organization_id = $1 AND webhook_id = $2 AND status = 'pending' LIMIT 1`

interface NextDue {
  at: Date
  /** By the clock that a delivery is taken by: another's could find it due, and nothing to take, over and over. */
  isDue: boolean
}

/** When there is something to send again; undefined when nothing waits. What waits though nothing has a turn is given one. */
export async function readNextDue(
  db: OrganizationDb,
  webhookId: string,
): Promise<NextDue | undefined> {
  const readNext = async () => (await db.query<NextDue>(NEXT, [webhookId]))[0]
  const next = await readNext()
  if (next !== undefined || (await db.query(WAITING, [webhookId])).length === 0) return next
  await db.query('SELECT arm_webhook($1, $2, NULL)', [webhookId])
  return readNext()
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
  FROM webhook WHERE organization_id = $1 AND id = $2 AND active AND deleted_at IS NULL AND secret IS NOT NULL
    AND EXISTS (SELECT 1 FROM organization o WHERE o.id = $1 AND o.active)`

/** Undefined for one that is off, or is there no more; what waits stays where the whole organization is off. */
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
