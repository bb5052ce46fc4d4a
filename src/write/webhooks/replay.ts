import type { OrganizationDb } from '../../database/pool.js'
import type { Origin } from '../audit/record.js'

/** So many at once: what is more is asked for by a shorter span. */
const MOST = 10_000

/** Sent again under the same ids, from the first attempt, where the webhook is on. What is under way is left alone. */
const replay = (which: string) => `WITH chosen AS (
    SELECT d.id, d.webhook_id FROM webhook_delivery d JOIN webhook w ON w.organization_id = $1 AND w.id = d.webhook_id
    WHERE d.organization_id = $1 AND ${which} AND d.status <> 'pending' AND w.active AND w.deleted_at IS NULL
    ORDER BY d.id LIMIT ${MOST}),
  again AS (
    UPDATE webhook_delivery d SET status = 'pending', tries = 0, began_at = clock_timestamp(), next_attempt_at = clock_timestamp()
    FROM chosen WHERE d.organization_id = $1 AND d.id = chosen.id RETURNING d.id),
  woken AS (
    INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), $1, 'webhook', webhook_id, '{}', clock_timestamp(), clock_timestamp()
    FROM (SELECT DISTINCT webhook_id FROM chosen) concerned)
  SELECT (SELECT count(*)::int FROM again) AS replayed, audit_record($1, clock_timestamp(),
    jsonb_build_object('kind', 'user', 'id', $2::uuid), $3::jsonb, 'webhook.replay', 'ok', 'webhook', $4::uuid::text, NULL, NULL,
    jsonb_build_object('deliveries', (SELECT count(*) FROM again)))`

const ONE = replay('d.id = $5::uuid')
const SPAN = replay(
  'd.webhook_id = $4::uuid AND d.at >= $5::timestamptz AND d.at < $6::timestamptz',
)

interface Asked {
  userId: string
  origin: Origin
  webhookId: string
}

/** Sends one delivery again; false where it is under way, or its webhook is off. */
export async function replayDelivery(
  db: OrganizationDb,
  { userId, origin, webhookId }: Asked,
  deliveryId: string,
): Promise<boolean> {
  const [row] = await db.query<{ replayed: number }>(ONE, [
    ...[userId, JSON.stringify(origin), webhookId, deliveryId],
  ])
  return (row?.replayed ?? 0) > 0
}

/** Sends what came of a span again; says how many that is. */
export async function replaySpan(
  db: OrganizationDb,
  { userId, origin, webhookId }: Asked,
  { from, to }: { from: string; to: string },
): Promise<number> {
  const [row] = await db.query<{ replayed: number }>(SPAN, [
    ...[userId, JSON.stringify(origin), webhookId, from, to],
  ])
  return row?.replayed ?? 0
}
