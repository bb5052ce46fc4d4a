import { type ErrorCode, type Refusal, refusal } from '../errors.js'
import type { AccountStatus, Role } from '../people.js'

/** An account as the rules of signing in see it. */
export interface Account {
  status: AccountStatus
  /** An admin lets them use the help desk. */
  isAuthorized: boolean
  roles: readonly Role[]
}

/** What an account is in a list of accounts. */
export const STANDINGS = ['pending', 'active', 'rejected', 'inactive', 'unauthorized'] as const
export type Standing = (typeof STANDINGS)[number]

export function findStanding({
  status,
  isAuthorized,
}: Pick<Account, 'status' | 'isAuthorized'>): Standing {
  return status === 'active' && !isAuthorized ? 'unauthorized' : status
}

const OBSTACLES: Record<Standing, ErrorCode | undefined> = {
  pending: 'account_pending',
  active: undefined,
  rejected: 'account_rejected',
  inactive: 'account_inactive',
  unauthorized: 'account_unauthorized',
}

/** What keeps out whoever knows the right password; undefined when nothing does. */
export function findObstacle(
  account: Pick<Account, 'status' | 'isAuthorized'>,
): ErrorCode | undefined {
  return OBSTACLES[findStanding(account)]
}

/** What an admin changes of somebody's account; what is left out stays as it is. */
export interface AccountChange {
  active?: boolean | undefined
  helpdeskAuthorized?: boolean | undefined
  roles?: readonly Role[] | undefined
}

/**
 * The account after it, or why it can't be. Whoever was deactivated is not authorized any more: to come back takes both,
 * `active` and `helpdeskAuthorized`. A registration is approved or rejected, and not changed before.
 */
export function changeAccount(account: Account, change: AccountChange): Account | Refusal {
  const { active = account.status === 'active', roles = account.roles } = change
  if (account.status === 'pending') {
    return refusal('invalid_transition', 'This registration is pending: approve or reject it.')
  }
  if (change.helpdeskAuthorized === true && !active) {
    const error = 'Only an active account can be authorized: activate it with the same request.'
    return refusal('invalid_transition', error)
  }
  const wasActive = account.status === 'active'
  const isAuthorized = active && (change.helpdeskAuthorized ?? (wasActive && account.isAuthorized))
  if (isAuthorized && roles.length === 0) return needsRoles()
  if (change.active === undefined) return { status: account.status, isAuthorized, roles }
  return { status: active ? 'active' : 'inactive', isAuthorized, roles }
}

function needsRoles(): Refusal {
  return refusal('validation_failed', 'Whoever may use the help desk has a role: give one.', {
    roles: ['needs one role or more'],
  })
}

/** A registration that nobody has decided becomes an account that may sign in. */
export function approveRegistration(
  account: Account,
  roles: readonly Role[] = ['requester'],
): Account | Refusal {
  if (account.status !== 'pending') return alreadyDecided(account)
  return roles.length === 0 ? needsRoles() : { status: 'active', isAuthorized: true, roles }
}

export function rejectRegistration(account: Account): Account | Refusal {
  if (account.status !== 'pending') return alreadyDecided(account)
  return { ...account, status: 'rejected', isAuthorized: false }
}

function alreadyDecided(account: Account): Refusal {
  const error = `This account is ${findStanding(account)}: only a pending registration is decided.`
  return refusal('invalid_transition', error)
}

/** From now on they may use the help desk, and are told so. */
export function gainsAccess(before: Account, after: Account): boolean {
  return findObstacle(before) !== undefined && findObstacle(after) === undefined
}

export function isRefusal(judged: Account | Refusal): judged is Refusal {
  return 'code' in judged
}
