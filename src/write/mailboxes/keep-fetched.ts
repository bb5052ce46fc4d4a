import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Database, Transaction } from '../../database/pool.js'
import { cleanSubject } from '../../domain/mail-in/clean-text.js'
import type { Envelope, MailReason } from '../../domain/mail-in/mail.js'
import { bindToOrganization } from '../listeners/listener.js'
import { digestMail } from '../mail-in/receive.js'
import { settleMail } from '../mail-in/settle.js'
import type { Direction } from '../mail-in/take.js'
import { WAKE_MAIL_IN } from '../mail-in/wake.js'
import { forgetUnfetched } from './forget-unfetched.js'

/** Which folder is read, as it was when that began. */
export interface ReadFolder {
  organizationId: string
  mailboxId: string
  version: number
  uidValidity: number
}

/** What a server says of a mail. */
export interface Listed {
  messageId: string | null
  sender: string | null
  subject: string
}

interface Arrived extends Envelope {
  raw: Buffer
  /** Of all of it. */
  size: number
  at: string
  /** When it came into the folder. */
  arrivedAt: string
}

export interface FetchedMail extends Arrived {
  uid: number
  /** What is listed of a mail that is too large to be fetched: `raw` has its header alone. */
  refused?: Listed
}

/** One that is listed, and filed by nobody. */
export interface RefusedMail extends Arrived {
  why: Extract<MailReason, 'too_large' | 'not_fetched'>
  listed: Listed
}

/** Whoever changes the mailbox waits; what was changed since is read anew, and nothing of this is kept. */
const HOLD = `SELECT reading FROM mailbox WHERE organization_id = $1 AND id = $2 AND version = $3 AND uid_validity = $4
  AND deleted_at IS NULL FOR UPDATE`

/** Which reading of it this is; undefined where the mailbox is another by now. */
export async function holdFolder(
  { query }: Transaction,
  { organizationId, mailboxId, version, uidValidity }: ReadFolder,
): Promise<number | undefined> {
  const values = [organizationId, mailboxId, version, uidValidity]
  const [held] = await query<{ reading: number }>(HOLD, values)
  return held?.reading
}

const PASS = `UPDATE mailbox SET last_uid = greatest(last_uid, $3) WHERE organization_id = $1 AND id = $2`

/** Those behind it are what is fetched from now on. */
export async function passMail(
  { query }: Transaction,
  { organizationId, mailboxId }: ReadFolder,
  uid: number,
): Promise<void> {
  await query(PASS, [organizationId, mailboxId, uid])
}

const TAKE_BACK = `DELETE FROM mail_in WHERE organization_id = $1 AND id = $2 AND status = 'failed' AND why = 'not_fetched'
  RETURNING directed`
const NOTE = `INSERT INTO mailbox_mail (organization_id, mailbox_id, digest, uid_validity, uid, reading)
  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING uid`
const KEEP = `INSERT INTO mail_in (
    organization_id, id, source, digest, recipients, envelope_sender, raw, size, received_at, next_due_at, mailbox_id, arrived_at, directed)
  VALUES ($1, $2, 'imap', $3, $4, $5, $6, $7, $8, $8, $9, $10, $11::jsonb) ON CONFLICT (organization_id, digest) DO NOTHING RETURNING id`

/**
 * Keeps a mail as it lies in a folder, and that it was fetched, in one transaction; false where the mailbox is another by
 * now. Harmless to repeat, and for two workers at once: a mail is known by its UID, and by its digest where UIDs have changed.
 * One that was put aside is filed under the id that it is listed by, as a moderator may have said by then; they may have put it aside for
 * good. Whether it was is asked here: another worker may have done so since this one began.
 */
export function keepFetched(
  db: Database,
  folder: ReadFolder,
  mail: FetchedMail,
  before?: { mailId: string | null },
): Promise<boolean> {
  const { organizationId, mailboxId, uidValidity } = folder
  const digest = digestMail(mail.raw)
  return db.transaction(async (transaction) => {
    const { query } = transaction
    const reading = await holdFolder(transaction, folder)
    if (reading === undefined) return false
    const bound = bindToOrganization(transaction, organizationId)
    const unfetched = await forgetUnfetched(bound, mailboxId, mail.uid)
    if (unfetched === undefined && before?.mailId != null) return true // somebody has dealt with it meanwhile
    const asideId = unfetched?.mailId ?? null
    const aside = asideId === null ? NOT_ASIDE : await takeBack(transaction, folder, asideId)
    const hash = createHash('sha256').update(digest).digest('base64url')
    const noted = [organizationId, mailboxId, hash, uidValidity, mail.uid, reading]
    const isNew = (await query(NOTE, noted)).length > 0
    if (isNew && aside !== undefined) {
      await keep(transaction, folder, mail, { id: asideId ?? uuidv7(), digest, ...aside })
    }
    await passMail(transaction, folder, mail.uid)
    return true
  })
}

interface Kept extends Aside {
  id: string
  digest: string
}

interface Aside {
  directed: Direction | null
}

const NOT_ASIDE: Aside = { directed: null }

async function takeBack(
  { query }: Transaction,
  { organizationId }: ReadFolder,
  mailId: string,
): Promise<Aside | undefined> {
  return (await query<Aside>(TAKE_BACK, [organizationId, mailId]))[0]
}

async function keep(
  transaction: Transaction,
  folder: ReadFolder,
  { refused: listed, ...mail }: FetchedMail,
  { id, digest, directed }: Kept,
): Promise<void> {
  if (listed !== undefined) {
    return listMail(transaction, folder, { ...mail, listed, why: 'too_large', id, digest })
  }
  const { organizationId, mailboxId } = folder
  const { recipients, sender, raw, size, at, arrivedAt } = mail
  const about = [id, digest, recipients, sender, raw, size, at, mailboxId, arrivedAt]
  const values = [organizationId, ...about, directed === null ? null : JSON.stringify(directed)]
  const { query } = transaction
  if ((await query(KEEP, values)).length > 0) await query(WAKE_MAIL_IN, [organizationId])
}

const LIST = `INSERT INTO mail_in (
    organization_id, id, source, digest, recipients, envelope_sender, raw, size, received_at, mailbox_id, arrived_at,
    message_id, sender, subject)
  VALUES ($1, $2, 'imap', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  ON CONFLICT (organization_id, digest) DO NOTHING RETURNING id`

/** Lists a mail that is filed by nobody, and tells moderators. */
export async function listMail(
  transaction: Transaction,
  { organizationId, mailboxId }: ReadFolder,
  { id, digest, why, listed, ...mail }: RefusedMail & { id: string; digest: string },
): Promise<void> {
  const { recipients, sender, raw, size, at, arrivedAt } = mail
  const about = [id, digest, recipients, sender, raw, size, at, mailboxId, arrivedAt]
  const shown = [listed.messageId, listed.sender, cleanSubject(listed.subject, '')]
  const kept = await transaction.query(LIST, [organizationId, ...about, ...shown])
  const bound = bindToOrganization(transaction, organizationId)
  if (kept.length > 0) await settleMail(bound, id, { status: 'failed', why }, at)
}
