import type { GrantPermission } from '../../contracts/permissions.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { Origin } from '../audit/record.js'

/** Granted again it has the new end and grantor. One that was over is as none was. */
const GRANT = `WITH was AS (
    SELECT expires_at FROM user_permission
    WHERE organization_id = $1 AND user_id = $2 AND permission = $3 AND (expires_at IS NULL OR expires_at > now())),
  granted AS (
    INSERT INTO user_permission (organization_id, user_id, permission, expires_at, granted_by_id, created_at)
    SELECT $1, u.id, $3::text, $4::timestamptz, $5::uuid, now() FROM app_user u
    WHERE u.organization_id = $1 AND u.id = $2 AND u.deleted_at IS NULL
    ON CONFLICT (organization_id, user_id, permission) DO UPDATE
      SET expires_at = excluded.expires_at, granted_by_id = excluded.granted_by_id, created_at = excluded.created_at
    RETURNING user_id)
  SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $5::uuid), $6::jsonb, 'permission.grant',
      'ok', 'user', user_id::text, NULL,
      (SELECT jsonb_build_object('permission', $3::text, 'expiresAt', expires_at) FROM was),
      jsonb_build_object('permission', $3::text, 'expiresAt', $4::timestamptz))
    FROM granted`

/** Gives somebody a permission besides their roles, audited; false where there is nobody of that id. */
export async function grantPermission(
  db: OrganizationDb,
  userId: string,
  { permission, expiresAt }: GrantPermission,
  { adminId, origin }: { adminId: string; origin: Origin },
): Promise<boolean> {
  const values = [userId, permission, expiresAt, adminId, JSON.stringify(origin)]
  return (await db.query(GRANT, values)).length > 0
}
