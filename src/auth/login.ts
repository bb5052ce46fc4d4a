import type { Database } from '../database/pool.js'
import { DomainError, type ErrorCode } from '../domain/errors.js'
import { type Origin, recordAudit } from '../write/audit/record.js'
import { type Attempt, createAttempts, type Lock } from './attempts.js'
import { type Account, type ComparingDeps, compare, findAccounts, judge } from './judge-sign-in.js'
import { openSession, type SessionDeps, type SignInOrigin } from './open-session.js'
import { refuseSecondFactor, type SecondFactorDeps } from './second-factor.js'
import { tellOfLock } from './tell-of-lock.js'
import type { TokenPair } from './tokens.js'

export interface Credentials {
  login: string
  password: string
  organization?: string | undefined
  /** Of the second factor, or a recovery code. */
  totp?: string | undefined
}

export interface SignInDeps extends SessionDeps, ComparingDeps, SecondFactorDeps {}

/**
 * Signs a person in. Refuses alike, and as slowly, whether the account or the password was wrong: each try is counted
 * before its password is looked at, and costs as many comparisons however many accounts there are.
 */
export async function login(
  deps: SignInDeps,
  credentials: Credentials,
  origin: SignInOrigin,
): Promise<TokenPair & { userId: string; organizationId: string }> {
  const { password, organization } = credentials
  const typed = credentials.login.trim()
  const name = typed.toLowerCase() // here alone: PostgreSQL's small letters differ by its locale
  const accounts = await findAccounts(deps.db, typed, name, organization)
  const attempt: Attempt = {
    login: name,
    network: origin.network,
    accounts: accounts.map((row) => ({ organizationId: row.organization_id, id: row.id })),
  }
  const isNarrowed = organization !== undefined
  const tried = await compare(deps, { accounts, attempt, password, isNarrowed })
  if (tried.locks.some(({ beginsLock }) => beginsLock)) {
    deps.afterAnswer(() => tellOwners(deps.db, accounts, origin, tried.locks))
  }
  const verdict = await judgeBoth(deps, judge(accounts.length, tried), credentials.totp)
  if (!(verdict instanceof DomainError)) {
    const account = { organizationId: verdict.organization_id, id: verdict.id }
    await createAttempts(deps.db, deps.keys.attemptSecret).release(attempt, account)
    return openSession(deps, verdict, origin, password)
  }
  deps.afterAnswer(() => recordFailures(deps.db, accounts, origin, verdict.refusal.code))
  throw verdict
}

/** The second factor is looked at after the first: a code that is wrong is a try that failed, and counts towards the lock. */
async function judgeBoth(
  deps: SecondFactorDeps,
  verdict: Account | DomainError,
  totp: string | undefined,
): Promise<Account | DomainError> {
  if (verdict instanceof DomainError) return verdict
  const account = { organizationId: verdict.organization_id, id: verdict.id }
  const refused = await refuseSecondFactor(deps, account, totp)
  return refused === undefined ? verdict : new DomainError(refused)
}

/** Nobody knows who tried: the account is what it was tried on. An unknown login leaves its line in the log alone. */
async function recordFailures(
  db: Database,
  accounts: readonly Account[],
  origin: Origin,
  code: ErrorCode,
): Promise<void> {
  for (const account of accounts) {
    await recordAudit(db.of(account.organization_id), {
      actor: { kind: 'system' },
      origin,
      action: 'auth.login_failed',
      outcome: 'denied',
      entity: 'user',
      entityId: account.id,
      after: { code },
    })
  }
}

async function tellOwners(
  db: Database,
  accounts: readonly Account[],
  { ip }: Origin,
  locks: readonly Lock[],
): Promise<void> {
  for (const [i, { organization_id, id }] of accounts.entries()) {
    const lock = locks[i]
    if (lock?.beginsLock !== true) continue
    await tellOfLock(db.of(organization_id), id, lock, ip)
  }
}
