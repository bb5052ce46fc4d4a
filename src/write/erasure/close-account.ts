import { refuseMissing } from '../../domain/errors.js'
import { refuseErasing } from '../../domain/people/erasure.js'
import { findErasable } from '../../read/users/find-erasable.js'
import type { Change } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'

const CLOSE = 'SELECT close_erased_account($1, $2) AS name'

/**
 * Closes the account of somebody who is to be erased, and answers what they were called. Of two admins who erase each other
 * at the same time one stays. Throws `not_found`, `own_account`, `last_admin`. Repeating it is harmless.
 */
export async function closeAccount(
  change: Change,
  id: string,
  adminId: string | null,
): Promise<string> {
  const erasable = (await findErasable(change, id)) ?? refuseMissing('user')
  const refused = refuseErasing(erasable, adminId)
  if (refused !== undefined) refuseWith(refused)
  const [closed] = await change.query<{ name: string | null }>(CLOSE, [id])
  return closed?.name ?? refuseMissing('user')
}
