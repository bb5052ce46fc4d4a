import type { OrganizationDb } from '../../database/pool.js'

const NAMED = 'SELECT 1 FROM organization WHERE id = $1 AND slug = $2'
const ALONE = `SELECT 1 FROM organization o WHERE o.id = $1 AND o.active
  AND NOT EXISTS (SELECT FROM organization x WHERE x.active AND x.id <> o.id)`

/**
 * Whether the people of the one staff store are this organization's: the store names it by its slug, or names none, and no
 * other is active. What it has of people is for nobody else's admins.
 */
export async function hasStaffStore(
  db: OrganizationDb,
  { organization }: { organization: string | undefined },
): Promise<boolean> {
  const rows = organization === undefined ? db.query(ALONE) : db.query(NAMED, [organization])
  return (await rows).length > 0
}
