import type { OrganizationDb } from '../../database/pool.js'

/** The trial is an event of the webhook itself, numbered like any. Twice under the same id it is one. */
const TEST = `WITH hook AS (
    SELECT id, name FROM webhook WHERE organization_id = $1 AND id = $2 AND active AND deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM webhook_delivery WHERE organization_id = $1 AND id = $3)),
  counted AS (
    INSERT INTO webhook_sequence AS s (organization_id, webhook_id, entity_id, sequence) SELECT $1, id, id, 1 FROM hook
    ON CONFLICT (organization_id, webhook_id, entity_id) DO UPDATE SET sequence = s.sequence + 1 RETURNING sequence),
  written AS (
    INSERT INTO webhook_delivery (
      organization_id, id, webhook_id, event, type, entity_id, sequence, body, began_at, next_attempt_at, at)
    SELECT $1, $3, hook.id, $3::text, 'webhook.test', hook.id, counted.sequence, json_build_object(
      'type', 'webhook.test', 'timestamp', $4::text, 'sequence', counted.sequence, 'data', json_build_object(
        'id', hook.id, 'name', hook.name))::text, clock_timestamp(), clock_timestamp(), clock_timestamp()
    FROM hook, counted),
  woken AS (
    INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), $1, 'webhook', id, '{}', clock_timestamp(), clock_timestamp() FROM hook)
  SELECT 1 FROM hook`

/** Sends a webhook an event that says nothing; under an id that is known it gives that one. */
export async function testWebhook(
  db: OrganizationDb,
  webhookId: string,
  deliveryId: string,
  at: string,
): Promise<void> {
  await db.query(TEST, [webhookId, deliveryId, at])
}
