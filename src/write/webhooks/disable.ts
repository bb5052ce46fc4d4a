import type { OrganizationDb } from '../../database/pool.js'
import type { DisabledReason } from '../../domain/webhooks/news.js'

const DISABLE = `WITH disabled AS (
    UPDATE webhook SET active = false, disabled_reason = $3, updated_at = clock_timestamp()
    WHERE organization_id = $1 AND id = $2 AND active AND deleted_at IS NULL RETURNING id, name),
  cancelled AS (
    UPDATE webhook_delivery d SET status = 'cancelled', next_attempt_at = NULL FROM disabled
    WHERE d.organization_id = $1 AND d.webhook_id = disabled.id AND d.status = 'pending')
  SELECT audit_record($1, clock_timestamp(), '{"kind": "system"}', '{}', 'webhook.disable', 'ok', 'webhook', id::text, NULL,
      NULL, jsonb_build_object('name', name, 'reason', $3)),
    tell_people($1, 'webhook_disabled', '["inApp", "mail"]', ARRAY(
      SELECT u.id FROM app_user u WHERE u.organization_id = $1 AND u.roles @> ARRAY['admin'] AND u.status = 'active'
        AND u.helpdesk_authorized AND u.deleted_at IS NULL), 'webhook', jsonb_build_object('webhookId', id))
  FROM disabled`

/** Nothing is sent to it any more until an admin turns it on again; the admins are told, once. */
export async function disableWebhook(
  db: OrganizationDb,
  id: string,
  reason: DisabledReason,
): Promise<void> {
  await db.query(DISABLE, [id, reason])
}
