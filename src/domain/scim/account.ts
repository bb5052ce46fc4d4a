import { type Refusal, refusal } from '../errors.js'
import { type Account, changeAccount, isRefusal } from '../people/account.js'
import type { Role } from '../people.js'
import type { HeldRoles } from './roles.js'

/** An account as what a directory may do to it depends on it. */
export interface DirectoryAccount extends Account {
  /** It was the directory that took it away last, and no admin. */
  isWithdrawn: boolean
}

/**
 * The account after a directory has said whether it is active. Who is in the directory may use the help desk; but what an admin
 * has taken away, the directory does not give back: the account is active then, and waits to be authorized.
 */
export function setActive(account: DirectoryAccount, active: boolean): DirectoryAccount | Refusal {
  const wasActive = account.status === 'active'
  if (wasActive === active) return account
  const change = active && account.isWithdrawn ? { active, helpdeskAuthorized: true } : { active }
  const after = changeAccount(account, change)
  return isRefusal(after) ? after : { ...after, isWithdrawn: !active && account.isAuthorized }
}

/** Who asked for an account, or was turned away, is nobody to a directory: what it says of that address makes a new account. */
export function isTakenOver({ status }: Pick<Account, 'status'>): boolean {
  return status === 'pending' || status === 'rejected'
}

/** Whose address or employee code a directory would change. */
export interface Renamed extends HeldRoles {
  /** What they may do besides their roles, an admin has allowed. */
  hasPermissions: boolean
}

/**
 * A directory changes where somebody's mails go, and so their password, only while they may do no more than it gives them:
 * whoever has its token would be an admin otherwise, or whatever else an admin has made of them.
 */
export function refuseNewAddress(
  { roles, granted, hasPermissions }: Renamed,
  wanted: readonly Role[],
): Refusal | undefined {
  const isGiven = (role: Role) => granted.includes(role) || wanted.includes(role)
  if (!hasPermissions && roles.every(isGiven)) return undefined
  return refusal(
    'forbidden',
    'The address and the employee code stay while somebody has roles or permissions that an admin has given.',
  )
}
