import type { Refusal } from '../errors.js'
import { lastAdmin, ownAccount } from '../organization/refusals.js'
import { hasRole, takesTickets } from '../people.js'
import { type Account, findObstacle } from './account.js'

interface AccountStep {
  before: Account
  after: Account
  /** Whoever changes it changes their own. */
  isOwn: boolean
  /** Somebody else may do all that an admin may. */
  hasOtherAdmin: boolean
}

function isEntitledAdmin(account: Account): boolean {
  return findObstacle(account) === undefined && hasRole({ roles: [...account.roles] }, 'admin')
}

/** An organization keeps an admin, and nobody locks themselves out. */
export function refuseLossOfAdmin({
  before,
  after,
  isOwn,
  hasOtherAdmin,
}: AccountStep): Refusal | undefined {
  if (!isEntitledAdmin(before) || isEntitledAdmin(after)) return undefined
  if (!hasOtherAdmin) return lastAdmin()
  return isOwn ? ownAccount() : undefined
}

/** Whether they can head a department: it gives its tickets to its head. */
export function canHead(account: Account): boolean {
  return findObstacle(account) === undefined && takesTickets({ roles: [...account.roles] })
}
