import { createHash } from 'node:crypto'
import type { OrganizationDb } from '../../database/pool.js'
import { DomainError, refusal, refuse } from '../../domain/errors.js'
import { findObstacle } from '../../domain/people/account.js'
import type { AccountStatus } from '../../domain/people.js'
import { hashToken } from '../../write/users/derive-token.js'
import type { SignInDeps } from '../login.js'
import { openSession, type SignInOrigin } from '../open-session.js'
import { newSecret, type TokenPair } from '../tokens.js'
import { trySecondFactor } from '../try-second-factor.js'

/** A front end takes a moment, and whoever looks for their authenticator a few. */
export const CODE_SECONDS = 300

const GIVE = `INSERT INTO account_token (hash, organization_id, user_id, purpose, challenge, created_at, expires_at)
  VALUES ($3, $1, $2, 'oidc', $4, now(), now() + interval '${CODE_SECONDS} seconds')`

/** A code for one session. Where there is a challenge, only whoever knows its secret can use it. */
export async function giveCode(
  db: OrganizationDb,
  userId: string,
  challenge: string | null,
): Promise<string> {
  const { token, hash } = newSecret()
  await db.query(GIVE, [userId, hash, challenge])
  return token
}

interface Redeemed {
  id: string
  organization_id: string
  email: string
  password_hash: string | null
  status: AccountStatus
  isAuthorized: boolean
  challenge: string | null
}

const FIND = `SELECT u.id, u.organization_id, u.email, u.password_hash, u.status, u.helpdesk_authorized AS "isAuthorized", t.challenge
  FROM account_token t JOIN app_user u ON u.organization_id = t.organization_id AND u.id = t.user_id
    JOIN organization o ON o.id = u.organization_id
  WHERE t.hash = $1 AND t.purpose = 'oidc' AND t.expires_at > clock_timestamp() AND o.active AND u.deleted_at IS NULL`

/** Whoever deletes the row has used it: of two at once, one. */
const TAKE = 'DELETE FROM account_token WHERE organization_id = $1 AND hash = $2 RETURNING user_id'

interface Redeeming {
  code: string
  /** What the challenge is the hash of. */
  verifier?: string | undefined
  totp?: string | undefined
}

/** A session for a code. Where a second factor is missing or wrong, the code is good for another try. */
export async function redeemCode(
  deps: SignInDeps,
  { code, verifier, totp }: Redeeming,
  origin: SignInOrigin,
): Promise<TokenPair & { userId: string; organizationId: string }> {
  const hash = hashToken(code)
  const [account] = await deps.db.query<Redeemed>(FIND, [hash])
  if (account === undefined || !fits(account.challenge, verifier)) return refuseCode()
  const obstacle = findObstacle(account)
  if (obstacle !== undefined) {
    throw new DomainError(refusal(obstacle, 'This account may not sign in yet or any more.'))
  }
  const { id, organization_id: organizationId, email } = account
  await trySecondFactor(deps, { organizationId, id, email }, totp, origin.network)
  const taken = await deps.db.of(organizationId).query(TAKE, [hash])
  return taken.length > 0 ? openSession(deps, account, origin) : refuseCode()
}

function fits(challenge: string | null, verifier: string | undefined): boolean {
  if (challenge === null) return true
  return (
    createHash('sha256')
      .update(verifier ?? '')
      .digest('base64url') === challenge
  )
}

function refuseCode(): never {
  return refuse('token_invalid', 'The code was used, is over, or is not yours: begin anew.')
}
