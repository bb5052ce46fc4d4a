import { refuse } from '../domain/errors.js'
import { hashToken } from '../write/users/derive-token.js'
import { IDLE_TIME, LIFETIME } from './lifetimes.js'
import type { SessionDeps } from './open-session.js'
import { ACCESS_TOKEN_SECONDS, newSecret, type TokenPair } from './tokens.js'

/** It is one statement, so that of two refreshes at once one rotates the token and the other counts as a reuse. */
const ROTATE = `WITH used AS (
    UPDATE refresh_token t SET used_at = now()
    FROM session s JOIN app_user u ON u.organization_id = s.organization_id AND u.id = s.user_id
      JOIN organization o ON o.id = s.organization_id
    WHERE t.hash = $1 AND t.used_at IS NULL AND t.expires_at > now() AND t.created_at + ${IDLE_TIME} > now()
      AND s.organization_id = t.organization_id AND s.id = t.session_id AND s.revoked_at IS NULL
      AND s.expires_at > now() AND s.created_at + ${LIFETIME} > now() AND o.active
      AND person_facts(t.organization_id, s.user_id) IS NOT NULL
    RETURNING t.organization_id, t.session_id, s.user_id, ${IDLE_TIME} AS idle_time),
  next AS (
    INSERT INTO refresh_token (hash, organization_id, session_id, created_at, expires_at)
    SELECT $2, organization_id, session_id, now(), now() + idle_time FROM used),
  touched AS (
    UPDATE session s SET last_used_at = now() FROM used
    WHERE s.organization_id = used.organization_id AND s.id = used.session_id)
  SELECT organization_id, session_id, user_id FROM used`

const REVOKE_REUSED = `UPDATE session s SET revoked_at = now() FROM refresh_token t
  WHERE t.hash = $1 AND t.used_at IS NOT NULL AND s.organization_id = t.organization_id AND s.id = t.session_id
  RETURNING s.id, s.organization_id, s.user_id, audit_record(s.organization_id, clock_timestamp(),
    jsonb_build_object('kind', 'user', 'id', s.user_id), '{}', 'auth.refresh_reused', 'denied', 'session', s.id::text, NULL, NULL, NULL)`

/** Rotates the pair. A used token that comes again revokes its whole session: one of two holders stole it. */
export async function refresh(
  { db, tokens }: Pick<SessionDeps, 'db' | 'tokens'>,
  token: string,
  onRevoked: (sessionId: string) => void,
): Promise<TokenPair> {
  const next = newSecret()
  const [session] = await db.query<{
    organization_id: string
    session_id: string
    user_id: string
  }>(ROTATE, [hashToken(token), next.hash])
  if (session === undefined) {
    const [reused] = await db.query<{ id: string }>(REVOKE_REUSED, [hashToken(token)])
    if (reused === undefined)
      return refuse('unauthenticated', 'The refresh token is not valid; sign in again.')
    onRevoked(reused.id)
    return refuse('refresh_reused', 'The refresh token was used before; its session has ended.')
  }
  return {
    accessToken: await tokens.sign({
      userId: session.user_id,
      organizationId: session.organization_id,
      sessionId: session.session_id,
    }),
    refreshToken: next.token,
    expiresIn: ACCESS_TOKEN_SECONDS,
  }
}
