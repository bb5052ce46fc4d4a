import type { Database } from '../database/pool.js'
import { DomainError, type ErrorCode, refusal } from '../domain/errors.js'
import type { AccountStatus } from '../domain/people.js'
import { type Attempt, createAttempts, type Lock } from './attempts.js'
import type { KeyRing } from './keys.js'
import type { Passwords } from './passwords.js'

export interface Account {
  id: string
  organization_id: string
  organization_active: boolean
  password_hash: string | null
  status: AccountStatus
  helpdesk_authorized: boolean
}

/** A login may exist in several organizations; more than two are not told apart from two. */
const MOST = 2

const ACCOUNTS = `SELECT u.id, u.organization_id, o.active AS organization_active, u.password_hash, u.status,
    u.helpdesk_authorized
  FROM app_user u JOIN organization o ON o.id = u.organization_id
  WHERE (u.email = $3 OR u.employee_code = $1) AND ($2::text IS NULL OR o.slug = $2)
    AND u.deleted_at IS NULL ORDER BY u.id LIMIT ${MOST}`

/** Whom a login may mean; `name` is the login in small letters. */
export function findAccounts(
  db: Database,
  login: string,
  name: string,
  organization: string | undefined,
): Promise<Account[]> {
  return db.query<Account>(ACCOUNTS, [login, organization ?? null, name])
}

interface Tried {
  /** The shortest of the locks where all that was tried is locked, else 0. */
  lockedSeconds: number
  locks: readonly Lock[]
  matching: readonly Account[]
}

interface Comparison {
  accounts: readonly Account[]
  attempt: Attempt
  password: string
  /** Whether the login was said to be of one organization. */
  isNarrowed: boolean
}

export interface ComparingDeps {
  db: Database
  passwords: Passwords
  keys: Pick<KeyRing, 'attemptSecret'>
}

/**
 * Counts the try before the password is looked at, and costs as many comparisons however many accounts there are: a
 * locked account's password is not looked at, and costs as much.
 */
export function compare(
  { db, keys, passwords }: ComparingDeps,
  { accounts, attempt, password, isNarrowed }: Comparison,
): Promise<Tried> {
  const comparisons = isNarrowed ? 1 : MOST
  return passwords.runLimited(async (verify) => {
    const locks = await createAttempts(db, keys.attemptSecret).take(attempt)
    const lockedSeconds = Math.min(...locks.map((lock) => lock.lockedSeconds))
    const matching: Account[] = []
    for (let i = 0; lockedSeconds === 0 && i < comparisons; i += 1) {
      const account = locks[i]?.lockedSeconds === 0 ? accounts[i] : undefined
      const matches = await verify(account?.password_hash ?? null, password)
      if (matches && account?.organization_active) matching.push(account)
    }
    return { lockedSeconds, locks, matching }
  })
}

/** The account that is signed in to, or why none is. */
export function judge(found: number, { matching, lockedSeconds }: Tried): Account | DomainError {
  const [account] = matching
  const refused = (code: ErrorCode, error: string, details?: Record<string, unknown>) =>
    new DomainError(refusal(code, error, details))
  if (lockedSeconds > 0) {
    const minutes = Math.ceil(lockedSeconds / 60)
    const error = `Too many failed sign-ins; try again in ${minutes} minutes.`
    return refused('locked', error, { retryAfter: lockedSeconds })
  }
  if (account === undefined)
    return refused('bad_credentials', 'The login or the password is wrong.')
  // Only whoever knows a password learns that the login exists more than once.
  if (found > 1) {
    const error = 'Say which organization; this login exists in several.'
    return refused('organization_required', error)
  }
  const obstacle = findObstacle(account)
  if (obstacle === undefined) return account
  return refused(obstacle, 'This account may not sign in yet or any more.')
}

/** The status that keeps the owner of the right password out; undefined when nothing does. */
function findObstacle(account: Account): ErrorCode | undefined {
  if (account.status === 'pending') return 'account_pending'
  if (account.status === 'rejected') return 'account_rejected'
  if (account.status === 'inactive') return 'account_inactive'
  return account.helpdesk_authorized ? undefined : 'account_unauthorized'
}
