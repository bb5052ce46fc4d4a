import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Database, Transaction } from '../../database/pool.js'
import { cleanSubject } from '../../domain/mail-in/clean-text.js'
import type { Envelope } from '../../domain/mail-in/mail.js'
import { bindToOrganization } from '../listeners/listener.js'
import { digestMail } from '../mail-in/receive.js'
import { settleMail } from '../mail-in/settle.js'
import { WAKE_MAIL_IN } from '../mail-in/wake.js'

/** Which folder is read, as it was when that began. */
export interface ReadFolder {
  organizationId: string
  mailboxId: string
  version: number
  uidValidity: number
}

export interface FetchedMail extends Envelope {
  uid: number
  raw: Buffer
  /** Of all of it. */
  size: number
  /** What is listed of a mail that is too large to be fetched: `raw` has its header alone. */
  refused?: { messageId: string | null; sender: string | null; subject: string }
  at: string
  /** When it came into the folder. */
  arrivedAt: string
}

/** Whoever changes the mailbox waits; what was changed since is read anew, and this is not kept. */
const HOLD = `SELECT reading FROM mailbox WHERE organization_id = $1 AND id = $2 AND version = $3 AND uid_validity = $4
  AND deleted_at IS NULL FOR UPDATE`
const NOTE = `INSERT INTO mailbox_mail (organization_id, mailbox_id, digest, uid_validity, uid, reading)
  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING uid`
const KEEP = `INSERT INTO mail_in (
    organization_id, id, source, digest, recipients, envelope_sender, raw, size, received_at, next_due_at, mailbox_id, arrived_at)
  VALUES ($1, $2, 'imap', $3, $4, $5, $6, $7, $8, $8, $9, $10) ON CONFLICT (organization_id, digest) DO NOTHING RETURNING id`
const REFUSE = `INSERT INTO mail_in (
    organization_id, id, source, digest, recipients, envelope_sender, raw, size, received_at, mailbox_id, arrived_at,
    message_id, sender, subject)
  VALUES ($1, $2, 'imap', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  ON CONFLICT (organization_id, digest) DO NOTHING RETURNING id`
const ADVANCE = `UPDATE mailbox SET last_uid = greatest(last_uid, $3) WHERE organization_id = $1 AND id = $2`

/**
 * Keeps a mail as it lies in a folder, and that it was fetched, in one transaction; false where the mailbox is another by
 * now. Harmless to repeat, and for two workers at once: a mail is known by its UID, and by its digest where UIDs have changed.
 */
export function keepFetched(db: Database, folder: ReadFolder, mail: FetchedMail): Promise<boolean> {
  const { organizationId, mailboxId, version, uidValidity } = folder
  const digest = digestMail(mail.raw)
  return db.transaction(async (transaction) => {
    const { query } = transaction
    const of = [organizationId, mailboxId, version, uidValidity]
    const [held] = await query<{ reading: number }>(HOLD, of)
    if (held === undefined) return false
    const known = createHash('sha256').update(digest).digest('base64url')
    const noted = [organizationId, mailboxId, known, uidValidity, mail.uid, held.reading]
    const isNew = (await query(NOTE, noted)).length > 0
    if (isNew) await keep(transaction, folder, mail, digest)
    await query(ADVANCE, [organizationId, mailboxId, mail.uid])
    return true
  })
}

async function keep(
  transaction: Transaction,
  { organizationId, mailboxId }: ReadFolder,
  { recipients, sender, raw, size, at, arrivedAt, refused }: FetchedMail,
  digest: string,
): Promise<void> {
  const about = [digest, recipients, sender, raw, size, at, mailboxId, arrivedAt]
  const { query } = transaction
  const id = uuidv7()
  const values = [organizationId, id, ...about]
  if (refused === undefined) {
    if ((await query(KEEP, values)).length > 0) await query(WAKE_MAIL_IN, [organizationId])
    return
  }
  const { messageId, sender: from, subject } = refused
  const kept = await query(REFUSE, [...values, messageId, from, cleanSubject(subject, '')])
  const bound = bindToOrganization(transaction, organizationId)
  if (kept.length > 0) await settleMail(bound, id, { status: 'failed', why: 'too_large' }, at)
}
