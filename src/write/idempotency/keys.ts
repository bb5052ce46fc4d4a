import type { OrganizationDb } from '../../database/pool.js'
import { UNFLUSHED } from '../../database/unflushed.js'

export interface KeyedRequest {
  userId: string
  key: string
  /** Of method, path and body. */
  fingerprint: string
  /** Becomes the id of the work, if this is the first time. */
  id: string
}

export interface KeptAnswer {
  status: number
  headers: Record<string, string>
  /** Null: it was too long to keep, and is built again. */
  body: string | null
}

export type KeyState =
  /** Ours to do, under this id: the first time, or after whoever began it has died. */
  | { kind: 'begin'; id: string }
  | { kind: 'answered'; id: string; fingerprint: string; answer: KeptAnswer }
  | { kind: 'in_flight'; id: string; fingerprint: string }

/** Longer than a command may take; after it the work was abandoned, and doing it again under its id is harmless. */
const LEASE = "interval '15 seconds'"

const CLAIM = `INSERT INTO idempotency (organization_id, user_id, key, id, fingerprint, leased_until, expires_at)
  SELECT $1::uuid, $2::uuid, $3, $4::uuid, $5, now() + ${LEASE}, now() + interval '24 hours' FROM ${UNFLUSHED}
  ON CONFLICT (organization_id, user_id, key) DO UPDATE SET
    leased_until = now() + ${LEASE},
    id = CASE WHEN idempotency.expires_at <= now() THEN excluded.id ELSE idempotency.id END,
    fingerprint = CASE WHEN idempotency.expires_at <= now() THEN excluded.fingerprint ELSE idempotency.fingerprint END,
    status = NULL, headers = NULL, body = NULL,
    expires_at = CASE WHEN idempotency.expires_at <= now() THEN excluded.expires_at ELSE idempotency.expires_at END
  WHERE idempotency.expires_at <= now()
    OR (idempotency.status IS NULL AND idempotency.leased_until <= now() AND idempotency.fingerprint = excluded.fingerprint)
  RETURNING id`

interface KeyRow {
  id: string
  fingerprint: string
  status: number | null
  headers: Record<string, string> | null
  body: string | null
}

export async function claimKey(db: OrganizationDb, request: KeyedRequest): Promise<KeyState> {
  const { userId, key, fingerprint, id } = request
  const [claimed] = await db.query<{ id: string }>(CLAIM, [userId, key, id, fingerprint])
  if (claimed !== undefined) return { kind: 'begin', id: claimed.id }
  const [row] = await db.query<KeyRow>(
    'SELECT id, fingerprint, status, headers, body FROM idempotency WHERE organization_id = $1 AND user_id = $2 AND key = $3',
    [userId, key],
  )
  if (row === undefined) return claimKey(db, request) // let go of meanwhile
  if (row.status === null) return { kind: 'in_flight', id: row.id, fingerprint: row.fingerprint }
  return {
    kind: 'answered',
    id: row.id,
    fingerprint: row.fingerprint,
    answer: { status: row.status, headers: row.headers ?? {}, body: row.body },
  }
}

export async function keepAnswer(
  db: OrganizationDb,
  userId: string,
  key: string,
  answer: KeptAnswer,
): Promise<void> {
  await db.query(
    `UPDATE idempotency SET status = $4, headers = $5::jsonb, body = $6 FROM ${UNFLUSHED} WHERE organization_id = $1 AND user_id = $2 AND key = $3`,
    [userId, key, answer.status, JSON.stringify(answer.headers), answer.body],
  )
}

/** The work was refused for good, by an answer that is not kept: the next try is new work under a new id. */
export async function forgetKey(db: OrganizationDb, userId: string, key: string): Promise<void> {
  await db.query(
    'DELETE FROM idempotency WHERE organization_id = $1 AND user_id = $2 AND key = $3 AND status IS NULL',
    [userId, key],
  )
}

/** The answer is not one to keep; the id is, so that work which was stored meanwhile stays one piece of work. */
export async function releaseKey(db: OrganizationDb, userId: string, key: string): Promise<void> {
  await db.query(
    `UPDATE idempotency SET leased_until = now() WHERE organization_id = $1 AND user_id = $2 AND key = $3 AND status IS NULL`,
    [userId, key],
  )
}
