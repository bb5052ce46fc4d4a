import { isEntitled } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { Role } from '../../domain/people.js'

/** More are not told at once of what an action says. */
const MOST = 500

const HOLDERS = `SELECT u.id FROM app_user u
  WHERE u.organization_id = $1 AND u.roles && $2::text[] AND ${isEntitled('u')} ORDER BY u.id LIMIT ${MOST}`

/** The ids of those who have one of the roles. */
export async function listHolders(
  { query }: Pick<OrganizationDb, 'query'>,
  roles: readonly Role[],
): Promise<string[]> {
  const rows = await query<{ id: string }>(HOLDERS, [roles])
  return rows.map(({ id }) => id)
}
