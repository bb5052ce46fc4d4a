import type { OrganizationDb } from '../../database/pool.js'
import type { Origin } from '../audit/record.js'

const REMOVE = `WITH removed AS (
    DELETE FROM push_subscription WHERE organization_id = $1 AND user_id = $2 AND id = $3 RETURNING id)
  SELECT id, audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $2::uuid), $4::jsonb,
    'push_subscription.delete', 'ok', 'push_subscription', id::text, NULL, NULL, NULL) FROM removed`

/** Tells one of the user's own browsers nothing more; false when there is no such one. */
export async function removePushSubscription(
  db: OrganizationDb,
  userId: string,
  id: string,
  origin: Origin,
): Promise<boolean> {
  return (await db.query(REMOVE, [userId, id, JSON.stringify(origin)])).length > 0
}
