import type { OrganizationDb } from '../../database/pool.js'
import type { MailboxPlace } from '../../domain/mail-in/mailbox-place.js'
import type { MailboxAccess } from './mailbox-server.js'

/** A mailbox as it is to be read. Its secret is sealed. */
export interface PolledMailbox {
  access: MailboxAccess
  place: MailboxPlace
  version: number
}

interface Row extends MailboxAccess, Omit<MailboxPlace, 'begunAt'> {
  begunAt: Date | null
  version: number
}

const READ = `SELECT host, port, secure, login AS "user", auth, secret, folder, version, uid_validity::float8 AS "uidValidity",
    last_uid::float8 AS "lastUid", old_until_uid::float8 AS "oldUntilUid", begun_at AS "begunAt",
    is_begun_anew AS "isBegunAnew"
  FROM mailbox WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL`

/** Undefined where it was deleted. */
export async function readPolledMailbox(
  db: OrganizationDb,
  id: string,
): Promise<PolledMailbox | undefined> {
  const [row] = await db.query<Row>(READ, [id])
  if (row === undefined) return undefined
  const { uidValidity, lastUid, oldUntilUid, begunAt, isBegunAnew, version, ...access } = row
  const begun = begunAt?.toISOString() ?? null
  return {
    ...{ access, version },
    place: { uidValidity, lastUid, oldUntilUid, begunAt: begun, isBegunAnew },
  }
}

/** UIDs of before mean nothing any more: what was put aside by one stays listed. */
const BEGIN = `WITH begun AS (
    UPDATE mailbox SET uid_validity = $4, last_uid = $5, old_until_uid = $6, begun_at = $7, is_begun_anew = $8, reading = reading + 1
    WHERE organization_id = $1 AND id = $2 AND version = $3 AND deleted_at IS NULL RETURNING id),
  forgotten AS (DELETE FROM mailbox_unfetched u USING begun b WHERE u.organization_id = $1 AND u.mailbox_id = b.id)
  SELECT id FROM begun`

/** Notes where a folder is read from; false where the mailbox is another by now. Harmless to repeat: it is the same place. */
export async function beginFolder(
  db: OrganizationDb,
  { id, version }: { id: string; version: number },
  { uidValidity, lastUid, oldUntilUid, begunAt, isBegunAnew }: MailboxPlace,
): Promise<boolean> {
  const place = [uidValidity, lastUid, oldUntilUid, begunAt, isBegunAnew]
  return (await db.query(BEGIN, [id, version, ...place])).length > 0
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
