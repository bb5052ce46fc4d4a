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
const IS_THERE = `why IS DISTINCT FROM 'not_fetched'`
const AUDIT = (
  action: string,
) => `SELECT audit_record($1, $4::timestamptz, jsonb_build_object('kind', 'user', 'id', $3::text),
    $5::jsonb, '${action}', 'ok', 'mail_in', id::text, NULL, jsonb_build_object('status', $6::text), $7::jsonb) FROM decided`

const FILE = `WITH decided AS (
    UPDATE mail_in SET status = 'pending', directed = $7::jsonb, attempts = 0, next_due_at = $4::timestamptz, settled_at = NULL
    WHERE organization_id = $1 AND id = $2 AND ${OPEN} AND status = $6 AND ${IS_THERE} RETURNING id),
  woken AS (
    INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), $1, 'mail_in', $1, '{}', clock_timestamp(), clock_timestamp() FROM decided)
  ${AUDIT('mail_in.direct')}`

/** A mail that was put aside is listed as it is until its mailbox, which is read at once, hands it out. */
const FETCH = `WITH held AS (
    SELECT b.id FROM mailbox_unfetched u JOIN mailbox b ON b.organization_id = $1 AND b.id = u.mailbox_id
    WHERE u.organization_id = $1 AND u.mail_id = $2 AND b.deleted_at IS NULL FOR UPDATE OF b),
  decided AS (
    UPDATE mail_in m SET directed = $7::jsonb FROM held
    WHERE m.organization_id = $1 AND m.id = $2 AND m.status = 'failed' AND m.status = $6 AND m.why = 'not_fetched' RETURNING m.id),
  due AS (UPDATE mailbox_unfetched u SET next_try_at = $4::timestamptz FROM decided
    WHERE u.organization_id = $1 AND u.mail_id = decided.id),
  polled AS (UPDATE mailbox b SET next_poll_at = least(b.next_poll_at, $4::timestamptz) FROM held, decided
    WHERE b.organization_id = $1 AND b.id = held.id),
  woken AS (
    INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), $1, 'mail_in', $1, '{}', clock_timestamp(), clock_timestamp() FROM decided)
  ${AUDIT('mail_in.direct')}`

/** Has a mail filed as a moderator wants it; false where it stands otherwise by now, or can't be fetched any more. */
export async function directMail(
  db: OrganizationDb,
  { mailId, by, origin, at }: Decision,
  { status, why }: { status: string; why: string | null },
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
  return (await db.query(why === 'not_fetched' ? FETCH : FILE, values)).length > 0
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
