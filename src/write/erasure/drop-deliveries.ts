import type { OrganizationDb } from '../../database/pool.js'

const DROP = `DELETE FROM webhook_delivery WHERE organization_id = $1 AND id IN (
    SELECT id FROM webhook_delivery WHERE organization_id = $1 AND status <> 'pending' AND at < $2::timestamptz LIMIT $3)
  RETURNING id`

/** Drops what an organization has sent to receivers before, so many a statement: each may have anybody's words. */
export async function dropDeliveries(db: OrganizationDb, stride: number): Promise<void> {
  const before = new Date().toISOString()
  while ((await db.query(DROP, [before, stride])).length === stride);
}
