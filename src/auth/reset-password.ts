import { refuse } from '../domain/errors.js'
import { hashToken } from '../write/users/derive-token.js'
import { createAttempts } from './attempts.js'
import type { ComparingDeps } from './judge-sign-in.js'
import type { SignInOrigin } from './open-session.js'
import { OWNER_COLUMNS, type PasswordOwner, requirePassword, setPassword } from './set-password.js'

const OWNER = `SELECT ${OWNER_COLUMNS}
  FROM account_token t JOIN app_user u ON u.organization_id = t.organization_id AND u.id = t.user_id
    JOIN organization o ON o.id = u.organization_id
  WHERE t.hash = $1 AND t.purpose IN ('reset', 'invitation') AND t.expires_at > clock_timestamp()
    AND o.active AND u.deleted_at IS NULL AND u.status IN ('active', 'pending')`

/** Sets a password by a link that was mailed, and answers whose sessions have ended. Its locks end, too. */
export async function resetPassword(
  { db, passwords, keys }: ComparingDeps,
  { token, newPassword }: { token: string; newPassword: string },
  origin: SignInOrigin,
): Promise<string> {
  const tokenHash = hashToken(token)
  const [owner] = await db.query<PasswordOwner>(OWNER, [tokenHash])
  if (owner === undefined) return refuseToken()
  requirePassword(newPassword, owner)
  const passwordHash = await passwords.hash(newPassword)
  const isSet = await setPassword(db, { owner, passwordHash, by: { tokenHash }, origin })
  if (!isSet) refuseToken()
  const { organizationId, userId: id } = owner
  const attempts = createAttempts(db, keys.attemptSecret)
  for (const login of [owner.email, owner.employeeCode.toLowerCase()]) {
    const accounts = [{ organizationId, id }]
    await attempts.forget({ login, network: origin.network, accounts })
  }
  return id
}

function refuseToken(): never {
  return refuse('token_invalid', 'The link was used, is over, or is not whole: ask for a new one.')
}
