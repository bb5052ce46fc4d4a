import { v7 as uuidv7 } from 'uuid'
import type { Database } from '../database/pool.js'
import { type ErrorCode, refuse } from '../domain/errors.js'
import type { AccountStatus } from '../domain/people.js'
import { type Origin, recordAudit } from '../write/audit/record.js'
import type { Passwords } from './passwords.js'
import { ACCESS_TOKEN_SECONDS, newRefreshToken, type Tokens } from './tokens.js'

export interface Credentials {
  login: string
  password: string
  organization?: string | undefined
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
}

interface Account {
  id: string
  organization_id: string
  organization_active: boolean
  password_hash: string | null
  status: AccountStatus
  helpdesk_authorized: boolean
  locked: boolean
}

const ACCOUNTS = `SELECT u.id, u.organization_id, o.active AS organization_active, u.password_hash, u.status,
    u.helpdesk_authorized, coalesce(u.locked_until > now(), false) AS locked
  FROM app_user u JOIN organization o ON o.id = u.organization_id
  WHERE (u.email = lower($1) OR u.employee_code = $1) AND ($2::text IS NULL OR o.slug = $2)
    AND u.deleted_at IS NULL LIMIT 2`

const MAX_FAILURES = 10

const FAILED = `UPDATE app_user SET failed_logins = CASE WHEN failed_logins + 1 >= ${MAX_FAILURES} THEN 0 ELSE failed_logins + 1 END,
    locked_until = CASE WHEN failed_logins + 1 >= ${MAX_FAILURES} THEN now() + interval '15 minutes' ELSE locked_until END
  WHERE organization_id = $1 AND id = $2`

/** The session's absolute end, and how long one may stay away between refreshes. */
export const SESSION_DAYS = 30
export const IDLE_DAYS = 7

const OPEN = `WITH s AS (
    INSERT INTO session (organization_id, id, user_id, created_at, last_used_at, expires_at, ip, user_agent)
    VALUES ($1, $2, $3, now(), now(), now() + make_interval(days => ${SESSION_DAYS}), $4, $5)),
  u AS (UPDATE app_user SET failed_logins = 0, locked_until = NULL WHERE organization_id = $1 AND id = $3),
  t AS (INSERT INTO refresh_token (hash, organization_id, session_id, created_at, expires_at)
    VALUES ($6, $1, $2, now(), now() + make_interval(days => ${IDLE_DAYS})))
  SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $3::uuid), jsonb_build_object('ip', $4::text, 'userAgent', $5::text),
    'auth.login', 'ok', 'session', $2::text, NULL, NULL, NULL)`

/** Signs a person in. Refuses alike, and as slowly, whether the account or the password was wrong. */
export async function login(
  deps: SignInDeps,
  { login: name, password, organization }: Credentials,
  origin: Origin,
): Promise<TokenPair & { userId: string; organizationId: string }> {
  const accounts = await deps.db.query<Account>(ACCOUNTS, [name.trim(), organization ?? null])
  if (accounts.length > 1) {
    refuse('organization_required', 'Say which organization; this login exists in several.')
  }
  const account = accounts[0]
  const matches = await deps.passwords.verify(account?.password_hash ?? null, password)
  if (account?.locked === true) {
    refuse('locked', 'Too many failed sign-ins; try again in 15 minutes.', { retryAfter: 900 })
  }
  if (account === undefined || !matches || !account.organization_active) {
    if (account !== undefined) await recordFailure(deps.db, account, origin)
    return refuse('bad_credentials', 'The login or the password is wrong.')
  }
  const obstacle = findObstacle(account)
  if (obstacle !== undefined) refuse(obstacle, 'This account may not sign in yet or any more.')
  return openSession(deps, account, origin)
}

/** The status that keeps the owner of the right password out; undefined when nothing does. */
function findObstacle(account: Account): ErrorCode | undefined {
  if (account.status === 'pending') return 'account_pending'
  if (account.status === 'rejected') return 'account_rejected'
  if (account.status === 'inactive') return 'account_inactive'
  return account.helpdesk_authorized ? undefined : 'account_unauthorized'
}

async function recordFailure(db: Database, account: Account, origin: Origin): Promise<void> {
  const bound = db.of(account.organization_id)
  await bound.query(FAILED, [account.id])
  await recordAudit(bound, {
    actor: { kind: 'system' }, // nobody knows who tried; the account is whom it happened to
    origin,
    action: 'auth.login_failed',
    outcome: 'denied',
    entity: 'user',
    entityId: account.id,
  })
}

async function openSession(
  { db, tokens }: SignInDeps,
  account: Account,
  origin: Origin,
): Promise<TokenPair & { userId: string; organizationId: string }> {
  const sessionId = uuidv7()
  const refresh = newRefreshToken()
  const { organization_id: organizationId, id: userId } = account
  await db
    .of(organizationId)
    .query(OPEN, [sessionId, userId, origin.ip, origin.userAgent, refresh.hash])
  return {
    accessToken: await tokens.sign({ userId, organizationId, sessionId }),
    refreshToken: refresh.token,
    expiresIn: ACCESS_TOKEN_SECONDS,
    userId,
    organizationId,
  }
}
