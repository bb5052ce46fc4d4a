import { v7 as uuidv7 } from 'uuid'
import type { Database } from '../database/pool.js'
import { DomainError, type ErrorCode, refusal } from '../domain/errors.js'
import type { AccountStatus } from '../domain/people.js'
import { type Origin, recordAudit } from '../write/audit/record.js'
import { type Attempt, createAttempts, type Lock } from './attempts.js'
import type { KeyRing } from './keys.js'
import { IDLE_TIME, LIFETIME, MAX_SESSIONS } from './lifetimes.js'
import type { Passwords } from './passwords.js'
import { tellOfLock } from './tell-of-lock.js'
import { ACCESS_TOKEN_SECONDS, newRefreshToken, type Tokens } from './tokens.js'

export interface Credentials {
  login: string
  password: string
  organization?: string | undefined
}

/** Where somebody signs in from: the network is what tries are counted by. */
export interface SignInOrigin extends Origin {
  network: string
}

export interface TokenPair {
  accessToken: string
  refreshToken: string
  expiresIn: number
}

export interface SignInDeps {
  db: Database
  passwords: Passwords
  tokens: Tokens
  keys: Pick<KeyRing, 'attemptSecret'>
  /** Does what the answer must not wait for: how long it takes would tell what there is to do. */
  afterAnswer: (work: () => Promise<unknown>) => void
}

interface Account {
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

const OPEN = `WITH u AS (SELECT roles FROM app_user WHERE organization_id = $1 AND id = $3),
  s AS (
    INSERT INTO session (organization_id, id, user_id, created_at, last_used_at, expires_at, ip, network, user_agent)
    SELECT $1, $2, $3, now(), now(), now() + ${LIFETIME}, $4, $7, $5 FROM u),
  t AS (INSERT INTO refresh_token (hash, organization_id, session_id, created_at, expires_at)
    SELECT $6, $1, $2, now(), now() + ${IDLE_TIME} FROM u),
  oldest AS (
    UPDATE session SET revoked_at = now() WHERE organization_id = $1 AND id IN (
      SELECT id FROM session
      WHERE organization_id = $1 AND user_id = $3 AND revoked_at IS NULL AND expires_at > now()
      ORDER BY last_used_at DESC, id DESC OFFSET ${MAX_SESSIONS - 1}))
  SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $3::uuid), jsonb_build_object('ip', $4::text, 'userAgent', $5::text),
    'auth.login', 'ok', 'session', $2::text, NULL, NULL, NULL)`

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
  const accounts = await deps.db.query<Account>(ACCOUNTS, [typed, organization ?? null, name])
  const attempt: Attempt = {
    login: name,
    network: origin.network,
    accounts: accounts.map((row) => ({ organizationId: row.organization_id, id: row.id })),
  }
  const comparisons = organization === undefined ? MOST : 1
  const tried = await compare(deps, { accounts, attempt, password, comparisons })
  if (tried.locks.some(({ beginsLock }) => beginsLock)) {
    deps.afterAnswer(() => tellOwners(deps.db, accounts, origin, tried.locks))
  }
  const verdict = judge(accounts.length, tried)
  if (!(verdict instanceof DomainError)) {
    const account = { organizationId: verdict.organization_id, id: verdict.id }
    await createAttempts(deps.db, deps.keys.attemptSecret).release(attempt, account)
    return openSession(deps, verdict, origin, password)
  }
  deps.afterAnswer(() => recordFailures(deps.db, accounts, origin, verdict.refusal.code))
  throw verdict
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
  comparisons: number
}

/** A locked account's password is not looked at, and costs as much. */
function compare(
  { db, keys, passwords }: SignInDeps,
  { accounts, attempt, password, comparisons }: Comparison,
): Promise<Tried> {
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
function judge(found: number, { matching, lockedSeconds }: Tried): Account | DomainError {
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
    await tellOfLock(db.of(organization_id), id, { ip, seconds: lock.lockedSeconds })
  }
}

async function openSession(
  { db, tokens, passwords, afterAnswer }: SignInDeps,
  account: Account,
  { ip, userAgent, network }: SignInOrigin,
  password: string,
): Promise<TokenPair & { userId: string; organizationId: string }> {
  const sessionId = uuidv7()
  const refresh = newRefreshToken()
  const { organization_id: organizationId, id: userId, password_hash: stored } = account
  await db.of(organizationId).query(OPEN, [sessionId, userId, ip, userAgent, refresh.hash, network])
  if (stored !== null && passwords.isOutdated(stored)) {
    afterAnswer(() => rehash(db, passwords, account, password))
  }
  return {
    accessToken: await tokens.sign({ userId, organizationId, sessionId }),
    refreshToken: refresh.token,
    expiresIn: ACCESS_TOKEN_SECONDS,
    userId,
    organizationId,
  }
}

/** The one moment at which a password is known: what was hashed more cheaply is hashed anew. */
async function rehash(
  db: Database,
  passwords: Passwords,
  { organization_id, id, password_hash }: Account,
  password: string,
): Promise<void> {
  await db
    .of(organization_id)
    .query(
      'UPDATE app_user SET password_hash = $3 WHERE organization_id = $1 AND id = $2 AND password_hash = $4',
      [id, await passwords.hash(password), password_hash],
    )
}
