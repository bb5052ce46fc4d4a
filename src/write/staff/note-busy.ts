import type { OrganizationDb } from '../../database/pool.js'

const NOTE = `UPDATE staff_sync SET state = state || jsonb_build_object('askAgainAt', $3::text)
  WHERE organization_id = $1 AND operation_id = $2`

/** Before then nobody asks the store, whoever goes on with the sync. */
export async function noteBusy(
  db: OrganizationDb,
  syncId: string,
  askAgainAt: string,
): Promise<void> {
  await db.query(NOTE, [syncId, askAgainAt])
}
