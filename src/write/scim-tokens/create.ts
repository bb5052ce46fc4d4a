import type { OrganizationDb } from '../../database/pool.js'
import { presentScimToken, SCIM_TOKEN, type ScimTokenRow } from '../../read/scim-tokens/list.js'
import type { Origin } from '../audit/record.js'

interface NewToken {
  id: string
  name: string
  /** Null: it has no end. */
  expiresAt: string | null
  /** Of the secret. */
  hash: string
  userId: string
  origin: Origin
}

/** Under an id that is there the secret is another from now on: whoever asks again has not had the answer. */
const CREATE = `WITH made AS (
    INSERT INTO scim_token (organization_id, id, name, hash, created_by_id, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, clock_timestamp(), $6)
    ON CONFLICT (organization_id, id) DO UPDATE SET hash = excluded.hash
    RETURNING *)
  SELECT ${SCIM_TOKEN}, audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $5::uuid), $7::jsonb,
    'scim_token.create', 'ok', 'scim_token', t.id::text, NULL, NULL,
    jsonb_build_object('name', t.name, 'expiresAt', t.expires_at)) FROM made t`

export async function createScimToken(db: OrganizationDb, token: NewToken) {
  const { id, name, hash, userId, expiresAt, origin } = token
  const [row] = await db.query<ScimTokenRow & { audit_record: unknown }>(CREATE, [
    ...[id, name, hash, userId, expiresAt],
    JSON.stringify(origin),
  ])
  if (row === undefined) throw new Error('no token was made')
  const { audit_record: _written, ...made } = row
  return presentScimToken(made)
}
