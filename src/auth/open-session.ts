import { v7 as uuidv7 } from 'uuid'
import { isEntitled } from '../database/names.js'
import type { Database } from '../database/pool.js'
import { refuse } from '../domain/errors.js'
import type { Origin } from '../write/audit/record.js'
import { IDLE_TIME, LIFETIME, MAX_SESSIONS } from './lifetimes.js'
import type { Passwords } from './passwords.js'
import { ACCESS_TOKEN_SECONDS, newSecret, type TokenPair, type Tokens } from './tokens.js'

/** Where somebody signs in from: the network is what tries are counted by. */
export interface SignInOrigin extends Origin {
  network: string
}

export interface SessionDeps {
  db: Database
  passwords: Passwords
  tokens: Tokens
  /** Does what the answer must not wait for: how long it takes would tell what there is to do. */
  afterAnswer: (work: () => Promise<unknown>) => void
}

interface SignedIn {
  organization_id: string
  id: string
  password_hash: string | null
}

/** Whoever closes the account at this moment is waited for, or waits and ends this session, too. */
const OPEN = `WITH u AS (
    SELECT roles FROM app_user one WHERE organization_id = $1 AND id = $3 AND ${isEntitled('one')} FOR SHARE),
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
    'auth.login', 'ok', 'session', $2::text, NULL, NULL, NULL) FROM u`

/** The oldest of their sessions make room for it. `password` is the one that was given, if one was. */
export async function openSession(
  { db, tokens, passwords, afterAnswer }: SessionDeps,
  account: SignedIn,
  { ip, userAgent, network }: SignInOrigin,
  password?: string,
): Promise<TokenPair & { userId: string; organizationId: string }> {
  const sessionId = uuidv7()
  const refresh = newSecret()
  const { organization_id: organizationId, id: userId, password_hash: stored } = account
  const values = [sessionId, userId, ip, userAgent, refresh.hash, network]
  const opened = await db.of(organizationId).query(OPEN, values)
  if (opened.length === 0) refuse('account_inactive', 'This account was closed just now.')
  if (password !== undefined && stored !== null && passwords.isOutdated(stored)) {
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
  { organization_id, id, password_hash }: SignedIn,
  password: string,
): Promise<void> {
  await db
    .of(organization_id)
    .query(
      'UPDATE app_user SET password_hash = $3 WHERE organization_id = $1 AND id = $2 AND password_hash = $4',
      [id, await passwords.hash(password), password_hash],
    )
}
