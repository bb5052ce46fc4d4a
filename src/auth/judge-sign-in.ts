import type { Database } from '../database/pool.js'
import { DomainError, type ErrorCode, type Refusal, refusal } from '../domain/errors.js'
import { findObstacle } from '../domain/people/account.js'
import type { AccountStatus } from '../domain/people.js'
import { type Attempt, createAttempts, type Lock } from './attempts.js'
import type { KeyRing } from './keys.js'
import type { Passwords } from './passwords.js'

export interface Account {
  id: string
  organization_id: string
  password_hash: string | null
  status: AccountStatus
  helpdesk_authorized: boolean
}

/** A login may exist in several organizations, and is looked for in so many. */
const MOST = 5

const ACCOUNTS = `SELECT u.id, u.organization_id, u.password_hash, u.status, u.helpdesk_authorized
  FROM app_user u JOIN organization o ON o.id = u.organization_id
  WHERE (u.email = $3 OR u.employee_code IN ($1, $4)) AND ($2::text IS NULL OR o.slug = $2) AND o.active
    AND u.deleted_at IS NULL ORDER BY u.employee_code = $1 DESC, u.id LIMIT ${MOST}`

const ORGANIZATIONS = `SELECT count(*)::int AS n FROM (SELECT FROM organization WHERE active LIMIT ${MOST}) o`

/** Whom a login may mean; `name` is the login in small letters. A code counts as typed, and in capitals. */
export function findAccounts(
  db: Database,
  login: string,
  name: string,
  organization: string | undefined,
): Promise<Account[]> {
  return db.query<Account>(ACCOUNTS, [login, organization ?? null, name, login.toUpperCase()])
}

/** In how many organizations there could be such an account, whether there is one or not. */
async function countOrganizations(db: Database): Promise<number> {
  const [row] = await db.query<{ n: number }>(ORGANIZATIONS)
  return Math.max(1, row?.n ?? 1)
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
export async function compare(
  { db, keys, passwords }: ComparingDeps,
  { accounts, attempt, password, isNarrowed }: Comparison,
): Promise<Tried> {
  const comparisons = isNarrowed ? 1 : await countOrganizations(db)
  return passwords.runLimited(async (verify) => {
    const locks = await createAttempts(db, keys.attemptSecret).take(attempt)
    const lockedSeconds = Math.min(...locks.map((lock) => lock.lockedSeconds))
    const matching: Account[] = []
    for (let i = 0; lockedSeconds === 0 && i < comparisons; i += 1) {
      const account = locks[i]?.lockedSeconds === 0 ? accounts[i] : undefined
      const matches = await verify(account?.password_hash ?? null, password)
      if (matches && account !== undefined) matching.push(account)
    }
    return { lockedSeconds, locks, matching }
  })
}

export function refuseLocked(lockedSeconds: number): Refusal {
  const minutes = Math.ceil(lockedSeconds / 60)
  const error = `Too many failed sign-ins; try again in ${minutes} minutes.`
  return refusal('locked', error, { retryAfter: lockedSeconds })
}

/** The account that is signed in to, or why none is. */
export function judge(found: number, { matching, lockedSeconds }: Tried): Account | DomainError {
  const [account] = matching
  const refused = (code: ErrorCode, error: string) => new DomainError(refusal(code, error))
  if (lockedSeconds > 0) return new DomainError(refuseLocked(lockedSeconds))
  if (account === undefined)
    return refused('bad_credentials', 'The login or the password is wrong.')
  // Only whoever knows a password learns that the login exists more than once.
  if (found > 1) {
    const error = 'Say which organization; this login exists in several.'
    return refused('organization_required', error)
  }
  const { status, helpdesk_authorized: isAuthorized } = account
  const obstacle = findObstacle({ status, isAuthorized })
  if (obstacle === undefined) return account
  return refused(obstacle, 'This account may not sign in yet or any more.')
}
