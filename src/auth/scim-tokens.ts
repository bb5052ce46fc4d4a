import type { Database } from '../database/pool.js'
import { refuse } from '../domain/errors.js'
import { hashToken } from '../write/users/derive-token.js'
import { newSecret } from './tokens.js'

/** What scanners of sources know it by, wherever somebody has left one. */
const PREFIX = 'perdure_scim_'

export interface ScimClient {
  organizationId: string
  tokenId: string
}

export function newScimSecret(): { token: string; hash: string } {
  const token = `${PREFIX}${newSecret().token}`
  return { token, hash: hashToken(token) }
}

/** The use is noted once a minute. Looking up a hash takes as long whatever is right of a guess. */
const FIND = `WITH found AS (
    SELECT t.organization_id, t.id, t.last_used_at FROM scim_token t JOIN organization o ON o.id = t.organization_id
    WHERE t.hash = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > clock_timestamp()) AND o.active),
  noted AS (
    UPDATE scim_token t SET last_used_at = clock_timestamp() FROM found
    WHERE t.organization_id = found.organization_id AND t.id = found.id
      AND (found.last_used_at IS NULL OR found.last_used_at < clock_timestamp() - interval '1 minute'))
  SELECT organization_id AS "organizationId", id AS "tokenId" FROM found`

/** Whose directory asks. Throws `unauthenticated`. */
export async function findScimClient(db: Database, header: string): Promise<ScimClient> {
  const token = /^Bearer ([\w-]{1,200})$/i.exec(header.trim())?.[1]
  const [client] = token === undefined ? [] : await db.query<ScimClient>(FIND, [hashToken(token)])
  return client ?? refuse('unauthenticated', 'Send a token of POST /admin/scim_tokens.')
}
