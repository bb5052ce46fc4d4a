import { isActiveAdmin } from '../../database/names.js'
import { lastAdmin } from '../../domain/organization/refusals.js'
import type { Change } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'

const ADMINS = `SELECT EXISTS (SELECT 1 FROM app_user u
  WHERE u.organization_id = $1 AND ${isActiveAdmin('u')}) AS "isThere"`

/** Work that may take roles or accounts away never leaves an organization without an admin. Throws `last_admin`. */
export async function keepAdmin<T>(change: Change, work: () => Promise<T>): Promise<T> {
  const hadAdmin = await hasAdmin(change)
  const result = await work()
  if (hadAdmin && !(await hasAdmin(change))) refuseWith(lastAdmin())
  return result
}

async function hasAdmin({ query }: Change): Promise<boolean> {
  const [row] = await query<{ isThere: boolean }>(ADMINS)
  return row?.isThere === true
}
