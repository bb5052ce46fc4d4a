import type { Database } from '../database/pool.js'
import { UNFLUSHED } from '../database/unflushed.js'
import { refuse } from '../domain/errors.js'
import { hashToken } from '../write/users/derive-token.js'
import { type AccessClaims, newSecret } from './tokens.js'

export const REALTIME_TOKEN_SECONDS = 30

const GIVE = `INSERT INTO realtime_token (hash, organization_id, user_id, session_id, expires_at)
  SELECT $4, $1, $2, $3, clock_timestamp() + interval '${REALTIME_TOKEN_SECONDS} seconds' FROM ${UNFLUSHED}`

/** A token that opens one socket, on whatever instance, so that no access token stands in an address. */
export async function giveRealtimeToken(
  db: Database,
  { organizationId, userId, sessionId }: AccessClaims,
): Promise<string> {
  const { token, hash } = newSecret()
  await db.of(organizationId).query(GIVE, [userId, sessionId, hash])
  return token
}

/** Whoever deletes the row has used it: of two at once, one. */
const TAKE = `DELETE FROM realtime_token WHERE hash = $1 AND expires_at > clock_timestamp()
  RETURNING organization_id, user_id, session_id`

/** Throws `unauthenticated` for one that was used, is over, or was never given. */
export async function takeRealtimeToken(db: Database, token: string): Promise<AccessClaims> {
  const [row] = await db.query<{ organization_id: string; user_id: string; session_id: string }>(
    TAKE,
    [hashToken(token)],
  )
  if (row === undefined) {
    return refuse('unauthenticated', 'The token was used, or is over: ask for a new one.')
  }
  return {
    organizationId: row.organization_id,
    userId: row.user_id,
    sessionId: row.session_id,
  }
}
