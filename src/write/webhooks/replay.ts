import type { Database } from '../../database/pool.js'
import type { Origin } from '../audit/record.js'
import { WAKE } from './wake.js'

/** So many at once: what is more is asked for by a shorter span. */
const MOST = 10_000

/** Held alone: of its deliveries none is written, settled or cancelled meanwhile. */
const HOLD = `SELECT 1 FROM webhook WHERE organization_id = $1 AND id = $2 AND active AND deleted_at IS NULL
  FOR NO KEY UPDATE`

/** Nobody sends it at this moment. */
const IS_FREE = '(leased_until IS NULL OR leased_until <= clock_timestamp())'
const CAN_BEGIN = `(status <> 'pending' OR ${IS_FREE})`
const ANEW = `UPDATE webhook_delivery SET status = 'pending', tries = 0, began_at = clock_timestamp(), next_attempt_at = NULL
  WHERE organization_id = $1`

/**
 * Sent again under the same ids, from the first attempt, each in its turn; what waits for another attempt, too. What is under
 * way is left alone.
 */
const replay = (which: string) => `${ANEW} AND ${CAN_BEGIN} AND id = ANY(ARRAY(
    SELECT id FROM webhook_delivery
    WHERE organization_id = $1 AND webhook_id = $2 AND ${which} AND ${CAN_BEGIN} ORDER BY id LIMIT ${MOST}))
  RETURNING entity_id AS "entityId"`

const ONE = replay('id = $3::uuid')
const SPAN = replay('at >= $3::timestamptz AND at < $4::timestamptz')

/** What of these entities waits for another attempt gives its turn back: the earliest of each has it, now. */
const GIVE_BACK = `${ANEW} AND webhook_id = $2 AND entity_id = ANY($3::uuid[]) AND status = 'pending'
  AND next_attempt_at IS NOT NULL AND ${IS_FREE}`

const ARM = 'SELECT arm_webhook($1, $2, $3::uuid[])'

const AUDIT = `SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $2::uuid), $3::jsonb,
  'webhook.replay', 'ok', 'webhook', $4::uuid::text, NULL, NULL, jsonb_build_object('deliveries', $5::int))`

interface Asked {
  organizationId: string
  userId: string
  origin: Origin
  webhookId: string
}

/** Sends one delivery again, or at last; 0 where it is under way, or its webhook is off. */
export function replayDelivery(db: Database, asked: Asked, deliveryId: string): Promise<number> {
  return replayAll(db, asked, ONE, [deliveryId])
}

/** Sends what came of a span again, or at last; says how many that is. */
export function replaySpan(
  db: Database,
  asked: Asked,
  { from, to }: { from: string; to: string },
): Promise<number> {
  return replayAll(db, asked, SPAN, [from, to])
}

function replayAll(
  db: Database,
  { organizationId, userId, origin, webhookId }: Asked,
  text: string,
  which: readonly string[],
): Promise<number> {
  return db.transaction(async ({ query }) => {
    const of = (...values: unknown[]) => [organizationId, ...values]
    const isOn = (await query(HOLD, of(webhookId))).length > 0
    const again = isOn ? await query<{ entityId: string }>(text, of(webhookId, ...which)) : []
    const entities = [...new Set(again.map(({ entityId }) => entityId))]
    if (entities.length > 0) {
      await query(GIVE_BACK, of(webhookId, entities))
      await query(ARM, of(webhookId, entities))
      await query(WAKE, of([webhookId]))
    }
    await query(AUDIT, of(userId, JSON.stringify(origin), webhookId, again.length))
    return again.length
  })
}
