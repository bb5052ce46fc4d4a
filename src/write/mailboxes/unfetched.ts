import { v7 as uuidv7 } from 'uuid'
import type { Database, OrganizationDb } from '../../database/pool.js'
import { findNextTry, isPutAside, type Unfetched } from '../../domain/mail-in/unfetched.js'
import { bindToOrganization } from '../listeners/listener.js'
import {
  holdFolder,
  listMail,
  passMail,
  type ReadFolder,
  type RefusedMail,
} from './keep-fetched.js'

/** A mail that its server did not hand out. */
export interface UnfetchedMail extends Unfetched {
  uid: number
  /** Where it is listed; null while it holds up those behind it. */
  mailId: string | null
}

/** Each takes a moment, or breaks the connection. */
const MOST_AT_ONCE = 5

const TO_ASK = `SELECT u.uid::float8 AS uid, u.tries, u.since, u.mail_id AS "mailId" FROM mailbox_unfetched u
    LEFT JOIN mail_in m ON m.organization_id = $1 AND m.id = u.mail_id
  WHERE u.organization_id = $1 AND u.mailbox_id = $2
    AND (u.mail_id IS NULL AND u.uid > (SELECT b.last_uid FROM mailbox b WHERE b.organization_id = $1 AND b.id = $2) OR u.next_try_at <= $3 AND m.status = 'failed' AND m.why = 'not_fetched')
  ORDER BY u.next_try_at NULLS FIRST LIMIT ${MOST_AT_ONCE}`

/** Those that are to be asked for: what holds up others, and what was put aside a while ago, unless a moderator has put it aside for good. */
export async function listUnfetched(
  db: OrganizationDb,
  mailboxId: string,
  at: string,
): Promise<UnfetchedMail[]> {
  const rows = await db.query<Omit<UnfetchedMail, 'since'> & { since: Date }>(TO_ASK, [
    mailboxId,
    at,
  ])
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }))
}

const COUNT = `INSERT INTO mailbox_unfetched AS u (organization_id, mailbox_id, uid, tries, since)
  SELECT $1, $2, $3::bigint, 1, $4::timestamptz WHERE EXISTS (SELECT 1 FROM mailbox b WHERE b.organization_id = $1 AND b.id = $2 AND b.last_uid < $3)
    OR EXISTS (SELECT 1 FROM mailbox_unfetched k WHERE k.organization_id = $1 AND k.mailbox_id = $2 AND k.uid = $3)
  ON CONFLICT (organization_id, mailbox_id, uid) DO UPDATE SET tries = u.tries + 1
  RETURNING tries, since, mail_id AS "mailId"`
const PUT_ASIDE = `UPDATE mailbox_unfetched SET next_try_at = $4, mail_id = $5
  WHERE organization_id = $1 AND mailbox_id = $2 AND uid = $3`

/**
 * Counts that a mail was not handed out, and says whether those behind it are to be fetched without it from now on: then it is listed,
 * and asked for again later. What another worker has fetched meanwhile is none. A worker that is killed behind it has counted one try, and the next one counts another.
 */
export function noteUnfetched(
  db: Database,
  folder: ReadFolder,
  { uid, ...refused }: RefusedMail & { uid: number },
): Promise<boolean> {
  const { organizationId, mailboxId } = folder
  const { at } = refused
  return db.transaction(async (transaction) => {
    const { query } = bindToOrganization(transaction, organizationId)
    const reading = await holdFolder(transaction, folder)
    if (reading === undefined) return false
    const [row] = await query<{ tries: number; since: Date; mailId: string | null }>(COUNT, [
      ...[mailboxId, uid, at],
    ])
    if (row === undefined) return false
    const unfetched = { tries: row.tries, since: row.since.toISOString() }
    const isNew = row.mailId === null
    if (isNew && !isPutAside(unfetched, at)) return false
    const mailId = row.mailId ?? uuidv7()
    const digest = `unfetched ${mailboxId} ${reading} ${folder.uidValidity} ${uid}`
    if (isNew) await listMail(transaction, folder, { ...refused, id: mailId, digest })
    await query(PUT_ASIDE, [mailboxId, uid, findNextTry(unfetched, at), mailId])
    await passMail(transaction, folder, uid)
    return isNew
  })
}
