import type { OrganizationDb } from '../../database/pool.js'

const SELECT =
  'SELECT 1 FROM user_group WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL'

export async function hasGroup(db: OrganizationDb, id: string): Promise<boolean> {
  return (await db.query(SELECT, [id])).length > 0
}
