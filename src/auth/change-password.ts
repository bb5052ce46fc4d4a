import { DomainError, refuse } from '../domain/errors.js'
import { recordAudit } from '../write/audit/record.js'
import { type Attempt, createAttempts } from './attempts.js'
import type { Caller } from './callers.js'
import { type Account, type ComparingDeps, compare, judge } from './judge-sign-in.js'
import { openSession, type SessionDeps, type SignInOrigin } from './open-session.js'
import { OWNER_COLUMNS, type PasswordOwner, requirePassword, setPassword } from './set-password.js'
import type { TokenPair } from './tokens.js'

const OWNER = `SELECT ${OWNER_COLUMNS}, u.id, u.organization_id, o.active AS organization_active, u.password_hash, u.status,
    u.helpdesk_authorized
  FROM app_user u JOIN organization o ON o.id = u.organization_id WHERE u.organization_id = $1 AND u.id = $2`

interface Change {
  currentPassword: string
  newPassword: string
}

/**
 * Replaces the caller's password. The old one's sessions end, this one too: the answer is a new one. Guesses at the present
 * password count as tries to sign in, so that a stolen token guesses no better.
 */
export async function changePassword(
  deps: SessionDeps & ComparingDeps,
  { organizationId, person }: Caller,
  { currentPassword, newPassword }: Change,
  origin: SignInOrigin,
): Promise<TokenPair> {
  const { db, passwords, keys } = deps
  const [account] = await db.of(organizationId).query<PasswordOwner & Account>(OWNER, [person.id])
  if (account === undefined) return refuse('unauthenticated', 'This account is gone.')
  requirePassword(newPassword, account)
  if (newPassword === currentPassword) {
    refuse('validation_failed', 'The new password is the old one.', {
      newPassword: ['must not be the old one'],
    })
  }
  const ref = { organizationId, id: person.id }
  const attempt: Attempt = { login: account.email, network: origin.network, accounts: [ref] }
  const tried = await compare(deps, {
    ...{ accounts: [account], attempt, password: currentPassword, isNarrowed: true },
  })
  const verdict = judge(1, tried)
  if (verdict instanceof DomainError) {
    deps.afterAnswer(() => recordFailure(deps, ref, origin, verdict))
    throw verdict
  }
  const by = { replacedHash: account.password_hash ?? '' }
  const passwordHash = await passwords.hash(newPassword)
  const isSet = await setPassword(db, { owner: account, passwordHash, by, origin })
  if (!isSet) refuse('bad_credentials', 'The password was changed just now.')
  await createAttempts(db, keys.attemptSecret).release(attempt, ref)
  const {
    userId: _u,
    organizationId: _o,
    ...pair
  } = await openSession(deps, { ...account, password_hash: passwordHash }, origin, newPassword)
  return pair
}

function recordFailure(
  { db }: ComparingDeps,
  { organizationId, id }: { organizationId: string; id: string },
  origin: SignInOrigin,
  { refusal }: DomainError,
): Promise<void> {
  return recordAudit(db.of(organizationId), {
    actor: { kind: 'user', id },
    origin,
    action: 'auth.password_change',
    outcome: 'denied',
    entity: 'user',
    entityId: id,
    after: { code: refusal.code },
  })
}
