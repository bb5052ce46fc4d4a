import type { OrganizationDb } from '../../database/pool.js'

const SELECT = `SELECT id FROM operation WHERE organization_id = $1 AND kind = 'staff_sync' AND ended_at IS NULL`

/** The sync that runs, or waits to; undefined where none does by now. */
export async function findRunningSync(db: OrganizationDb): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }>(SELECT)
  return row?.id
}
