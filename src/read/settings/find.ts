import type { OrganizationDb } from '../../database/pool.js'
import { type Settings, settingsOf } from '../../domain/settings.js'

export async function readSettings(db: OrganizationDb): Promise<Settings> {
  const [row] = await db.query<{ settings: Partial<Settings> }>(
    'SELECT settings FROM organization WHERE id = $1',
  )
  return settingsOf(row?.settings ?? {})
}
