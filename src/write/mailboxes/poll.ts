import type { OrganizationDb } from '../../database/pool.js'
import type { MailboxFailure } from '../../domain/mail-in/mailbox.js'
import type { MailboxPlace } from '../../domain/mail-in/mailbox-place.js'
import type { MailboxAccess } from './mailbox-server.js'

/** A mailbox as it is to be read. Its secret is sealed. */
export interface PolledMailbox {
  access: MailboxAccess
  place: MailboxPlace
  version: number
  failingSince: string | null
}

interface Row extends MailboxAccess, Omit<MailboxPlace, 'begunAt'> {
  begunAt: Date | null
  version: number
  failingSince: Date | null
}

const READ = `SELECT host, port, secure, login AS "user", auth, secret, folder, version, uid_validity::float8 AS "uidValidity",
    last_uid::float8 AS "lastUid", old_until_uid::float8 AS "oldUntilUid", begun_at AS "begunAt",
    is_begun_anew AS "isBegunAnew", failing_since AS "failingSince"
  FROM mailbox WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL`

/** Undefined where it was deleted. */
export async function readPolledMailbox(
  db: OrganizationDb,
  id: string,
): Promise<PolledMailbox | undefined> {
  const [row] = await db.query<Row>(READ, [id])
  if (row === undefined) return undefined
  const {
    uidValidity,
    lastUid,
    oldUntilUid,
    begunAt,
    isBegunAnew,
    version,
    failingSince,
    ...access
  } = row
  const begun = begunAt?.toISOString() ?? null
  return {
    ...{ access, version, failingSince: failingSince?.toISOString() ?? null },
    place: { uidValidity, lastUid, oldUntilUid, begunAt: begun, isBegunAnew },
  }
}

const BEGIN = `UPDATE mailbox SET uid_validity = $4, last_uid = $5, old_until_uid = $6, begun_at = $7, is_begun_anew = $8,
    reading = reading + 1
  WHERE organization_id = $1 AND id = $2 AND version = $3 AND deleted_at IS NULL RETURNING id`

/** Notes where a folder is read from; false where the mailbox is another by now. Harmless to repeat: it is the same place. */
export async function beginFolder(
  db: OrganizationDb,
  { id, version }: { id: string; version: number },
  { uidValidity, lastUid, oldUntilUid, begunAt, isBegunAnew }: MailboxPlace,
): Promise<boolean> {
  const place = [uidValidity, lastUid, oldUntilUid, begunAt, isBegunAnew]
  return (await db.query(BEGIN, [id, version, ...place])).length > 0
}

export interface PollOutcome {
  id: string
  version: number
  at: string
  nextPollAt: string
  failure: MailboxFailure | null
  /** All up to this one was dealt with; null where nobody has looked so far. */
  readUntil: { uidValidity: number; uid: number } | null
}

const SETTLE = `UPDATE mailbox SET last_polled_at = $4, next_poll_at = $5, last_error = $6::text,
    failing_since = CASE WHEN $6::text IS NOT NULL THEN coalesce(failing_since, $4::timestamptz) END,
    last_uid = CASE WHEN uid_validity = $7 THEN greatest(last_uid, $8) ELSE last_uid END
  WHERE organization_id = $1 AND id = $2 AND version = $3 AND deleted_at IS NULL`

/** How reading it has ended; one that was changed meanwhile is due already, and UIDs of before another has begun it anew say nothing. */
export async function settlePoll(
  db: OrganizationDb,
  { id, version, at, nextPollAt, failure, readUntil }: PollOutcome,
): Promise<void> {
  const { uidValidity = null, uid = null } = readUntil ?? {}
  await db.query(SETTLE, [id, version, at, nextPollAt, failure, uidValidity, uid])
}

const DUE = `SELECT id FROM mailbox
  WHERE organization_id = $1 AND deleted_at IS NULL AND next_poll_at <= $2 ORDER BY next_poll_at LIMIT 20`
const NEXT = `SELECT min(next_poll_at) AS at FROM mailbox
  WHERE organization_id = $1 AND deleted_at IS NULL AND next_poll_at > $2`

export interface DueMailboxes {
  due: string[]
  /** When another is; null when none will be. */
  nextAt: string | null
}

export async function listDueMailboxes(db: OrganizationDb, at: string): Promise<DueMailboxes> {
  const due = await db.query<{ id: string }>(DUE, [at])
  const [next] = await db.query<{ at: Date | null }>(NEXT, [at])
  return { due: due.map(({ id }) => id), nextAt: next?.at?.toISOString() ?? null }
}
