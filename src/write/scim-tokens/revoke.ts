import type { OrganizationDb } from '../../database/pool.js'
import type { Origin } from '../audit/record.js'

const REVOKE = `WITH revoked AS (
    UPDATE scim_token SET revoked_at = clock_timestamp()
    WHERE organization_id = $1 AND id = $3 AND revoked_at IS NULL RETURNING id, name)
  SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $2::uuid), $4::jsonb,
    'scim_token.delete', 'ok', 'scim_token', id::text, NULL, jsonb_build_object('name', name), NULL) FROM revoked`

/** From now on it opens nothing; false when there is no such token. */
export async function revokeScimToken(
  db: OrganizationDb,
  userId: string,
  id: string,
  origin: Origin,
): Promise<boolean> {
  const rows = await db.query(REVOKE, [userId, id, JSON.stringify(origin)])
  return rows.length > 0
}
