import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Database } from '../../database/pool.js'
import { WAKE_MAIL_IN } from './wake.js'

/** A mail as it came, and for which of our organizations. */
export interface ArrivedMail {
  raw: Buffer
  envelopeSender: string
  /** Our addresses that it is for, by the id of their organization. */
  recipients: ReadonlyMap<string, readonly string[]>
  at: string
}

const INSERT = `INSERT INTO mail_in (
    organization_id, id, source, digest, recipients, envelope_sender, raw, size, received_at, next_due_at)
  VALUES ($1, $2, 'smtp', $3, $4, $5, $6, $7, $8, $8) ON CONFLICT (organization_id, digest) DO NOTHING RETURNING id`

/**
 * Keeps a mail for each organization that it is for, in one transaction: whoever sent it may forget it then. What was kept
 * before is known, so that a sender may send it again.
 */
export async function receiveMail(db: Database, mail: ArrivedMail): Promise<void> {
  const { raw, envelopeSender, at } = mail
  const digest = digestMail(raw)
  await db.transaction(async (transaction) => {
    for (const [organizationId, recipients] of mail.recipients) {
      const values = [uuidv7(), digest, recipients, envelopeSender, raw, raw.length, at]
      const kept = await transaction.query(INSERT, [organizationId, ...values])
      if (kept.length > 0) await transaction.query(WAKE_MAIL_IN, [organizationId])
    }
  })
}

const HEADER_ENDS = /\r?\n\r?\n/
const MESSAGE_ID = /^message-id:\s*(<[^<>\r\n\0]{1,250}>)/im
const MOST_HEADER = 256 * 1024

/**
 * What a mail is known by: its Message-ID and its content, whatever servers have written into its header; all of it where it
 * has no id. A sender that calls all its mails the same loses none of them.
 */
export function digestMail(raw: Buffer): string {
  const beginning = raw.subarray(0, MOST_HEADER).toString('latin1')
  const end = HEADER_ENDS.exec(beginning)
  const header = end === null ? beginning : beginning.slice(0, end.index)
  const id = MESSAGE_ID.exec(header)?.[1]
  const content = end === null || id === undefined ? raw : raw.subarray(end.index)
  const hash = createHash('sha256').update(content).digest('base64url')
  return id === undefined ? hash : `${hash} ${id.toLowerCase()}`
}
