import type { CheckedUser } from '../../contracts/scim.js'
import { DomainError } from '../../domain/errors.js'
import { isRefusal } from '../../domain/people/account.js'
import { refuseNewAddress, setActive } from '../../domain/scim/account.js'
import { followGroups } from '../../domain/scim/roles.js'
import type { Change } from '../resources/change-facts.js'
import { type HeldAccount, readAccount } from './account-row.js'
import { readWantedRoles } from './references.js'

/**
 * The account of `id` as it is after a directory has said these things of it, whether it knew of it before or sends it
 * again. Throws `forbidden`, `invalid_transition`, `validation_failed`.
 */
export async function judgeAccount(
  change: Change,
  id: string,
  { email, employeeCode, active }: CheckedUser,
): Promise<HeldAccount> {
  const held = await readAccount(change, id)
  const wanted = await readWantedRoles(change, id)
  const isRenamed =
    email !== held.email || (employeeCode ?? held.employeeCode) !== held.employeeCode
  const refused = isRenamed ? refuseNewAddress(held, wanted) : undefined
  if (refused !== undefined) throw new DomainError(refused)
  const { roles, granted } = followGroups(held, wanted)
  const account = setActive({ ...held, roles }, active ?? held.status === 'active')
  if (isRefusal(account)) throw new DomainError(account)
  return { ...held, ...account, roles: [...roles], granted: [...granted] }
}
