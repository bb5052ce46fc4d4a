import type { OrganizationDb } from '../../database/pool.js'

const ACTIVE = 'SELECT 1 FROM organization WHERE id = $1 AND active'

/** Of one that is not, nothing is done that is due: it waits until that is restored, and is found by its row then. */
export async function isOrganizationActive({
  query,
}: Pick<OrganizationDb, 'query'>): Promise<boolean> {
  return (await query(ACTIVE)).length > 0
}
