import type { OrganizationDb } from '../../database/pool.js'
import { completeSettings, type Settings } from '../../domain/settings.js'

export async function readSettings(db: OrganizationDb): Promise<Settings> {
  const [row] = await db.query<{ settings: Partial<Settings> }>(
    'SELECT settings FROM organization WHERE id = $1',
  )
  return completeSettings(row?.settings ?? {})
}
