import type { Database } from '../../database/pool.js'
import { WAKE } from './wake.js'

/** Shared with whoever turns it off, as what a listener writes. */
const ACTIVE = `SELECT name FROM webhook WHERE organization_id = $1 AND id = $2 AND active AND deleted_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM webhook_delivery WHERE organization_id = $1 AND id = $3) FOR SHARE`

const COUNT = `INSERT INTO webhook_sequence AS s (organization_id, webhook_id, entity_id, sequence) VALUES ($1, $2, $2, 1)
  ON CONFLICT (organization_id, webhook_id, entity_id) DO UPDATE SET sequence = s.sequence + 1 RETURNING sequence`

const WRITE = `INSERT INTO webhook_delivery (
    organization_id, id, webhook_id, event, type, entity_id, sequence, body, began_at, next_attempt_at, at)
  SELECT $1, $3::uuid, $2, $3::uuid::text, 'webhook.test', $3::uuid, $4, $5, clock_timestamp(),
    date_trunc('milliseconds', clock_timestamp()), clock_timestamp()`

/**
 * Sends a webhook an event that says nothing, at once: it is an entity of its own, which waits for no other. Tests are counted
 * with their webhook. Under an id that is known it gives that one.
 */
export async function testWebhook(
  db: Database,
  organizationId: string,
  { webhookId, deliveryId, at }: { webhookId: string; deliveryId: string; at: string },
): Promise<void> {
  await db.transaction(async ({ query }) => {
    const [hook] = await query<{ name: string }>(ACTIVE, [organizationId, webhookId, deliveryId])
    if (hook === undefined) return
    const [counted] = await query<{ sequence: string }>(COUNT, [organizationId, webhookId])
    const sequence = Number(counted?.sequence)
    const data = { id: webhookId, name: hook.name }
    const body = JSON.stringify({ type: 'webhook.test', timestamp: at, sequence, data })
    await query(WRITE, [organizationId, webhookId, deliveryId, sequence, body])
    await query(WAKE, [organizationId, [webhookId]])
  })
}
