import type { OrganizationDb } from '../../database/pool.js'
import type { Origin } from '../audit/record.js'

const REVOKE = `WITH revoked AS (
    DELETE FROM user_permission
    WHERE organization_id = $1 AND user_id = $2 AND permission = $3 AND (expires_at IS NULL OR expires_at > now())
    RETURNING user_id, expires_at)
  SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $4::uuid), $5::jsonb, 'permission.revoke',
    'ok', 'user', user_id::text, NULL, jsonb_build_object('permission', $3::text, 'expiresAt', expires_at), NULL) FROM revoked`

/** Takes a permission back, audited; false where they do not have it. */
export async function revokePermission(
  db: OrganizationDb,
  userId: string,
  permission: string,
  { adminId, origin }: { adminId: string; origin: Origin },
): Promise<boolean> {
  const values = [userId, permission, adminId, JSON.stringify(origin)]
  return (await db.query(REVOKE, values)).length > 0
}
