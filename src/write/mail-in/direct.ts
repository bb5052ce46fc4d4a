import type { OrganizationDb } from '../../database/pool.js'
import type { Origin } from '../audit/record.js'
import type { Direction } from './take.js'

interface Decision {
  mailId: string
  by: string
  origin: Origin
  at: string
}

const OPEN = `status IN ('queued', 'cut', 'failed')`
const AUDIT = (
  action: string,
) => `SELECT audit_record($1, $4::timestamptz, jsonb_build_object('kind', 'user', 'id', $3::text),
    $5::jsonb, '${action}', 'ok', 'mail_in', id::text, NULL, jsonb_build_object('status', $6::text), $7::jsonb) FROM decided`

const FILE = `WITH decided AS (
    UPDATE mail_in SET status = 'pending', directed = $7::jsonb, attempts = 0, next_due_at = $4::timestamptz, settled_at = NULL
    WHERE organization_id = $1 AND id = $2 AND ${OPEN} AND status = $6 RETURNING id),
  woken AS (
    INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), $1, 'mail_in', $1, '{}', clock_timestamp(), clock_timestamp() FROM decided)
  ${AUDIT('mail_in.direct')}`

/** Has a mail filed as a moderator wants it; false where it stands otherwise by now. */
export async function directMail(
  db: OrganizationDb,
  { mailId, by, origin, at }: Decision,
  status: string,
  target: Omit<Direction, 'by' | 'at'>,
): Promise<boolean> {
  const values = [
    mailId,
    by,
    at,
    JSON.stringify(origin),
    status,
    JSON.stringify({ by, at, ...target }),
  ]
  return (await db.query(FILE, values)).length > 0
}

const REJECT = `WITH decided AS (
    UPDATE mail_in SET status = 'rejected', settled_at = $4::timestamptz, next_due_at = NULL
    WHERE organization_id = $1 AND id = $2 AND ${OPEN} AND status = $6 RETURNING id)
  ${AUDIT('mail_in.reject')}`

/** Puts a mail aside for good; false where it stands otherwise by now. */
export async function rejectMail(
  db: OrganizationDb,
  { mailId, by, origin, at }: Decision,
  status: string,
  reason: string | undefined,
): Promise<boolean> {
  const after = JSON.stringify({ status: 'rejected', ...(reason === undefined ? {} : { reason }) })
  const values = [mailId, by, at, JSON.stringify(origin), status, after]
  return (await db.query(REJECT, values)).length > 0
}
