import { randomBytes } from 'node:crypto'
import { type SealKeys, seal } from '../../auth/seal.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { Origin } from '../audit/record.js'

const SECRET_BYTES = 32

/** What a webhook signs by, as Standard Webhooks writes it. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
}

const SET = 'UPDATE webhook SET secret = $3 WHERE organization_id = $1 AND id = $2'

/** Whoever asks again for a webhook that was made has not had the answer: the secret is another from now on. */
export async function setWebhookSecret(
  db: OrganizationDb,
  id: string,
  secret: string,
  keys: SealKeys,
): Promise<void> {
  await db.query(SET, [id, seal(secret, id, keys)])
}

const ROTATE = `WITH rotated AS (
    UPDATE webhook w SET secret = $3, former_secrets = (
      SELECT coalesce(jsonb_agg(f ORDER BY n DESC), '[]') FROM (
        SELECT f, n FROM jsonb_array_elements(w.former_secrets || jsonb_build_array(jsonb_build_object(
          'secret', w.secret, 'until', clock_timestamp() + interval '1 day'))) WITH ORDINALITY AS all_of_them (f, n)
        WHERE (f->>'until')::timestamptz > clock_timestamp() ORDER BY n DESC LIMIT 5) kept)
    WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL RETURNING w.id, w.name)
  SELECT clock_timestamp() + interval '1 day' AS "formerUntil", audit_record($1, clock_timestamp(),
    jsonb_build_object('kind', 'user', 'id', $4::uuid), $5::jsonb, 'webhook.rotate_secret', 'ok', 'webhook', id::text,
    NULL, NULL, jsonb_build_object('name', name)) FROM rotated`

interface Rotation {
  id: string
  secret: string
  keys: SealKeys
  userId: string
  origin: Origin
}

/** From now on it signs by another secret, and for a day by those before as well; undefined where there is none. */
export async function rotateWebhookSecret(
  db: OrganizationDb,
  { id, secret, keys, userId, origin }: Rotation,
): Promise<Date | undefined> {
  const [row] = await db.query<{ formerUntil: Date }>(ROTATE, [
    ...[id, seal(secret, id, keys), userId],
    JSON.stringify(origin),
  ])
  return row?.formerUntil
}
