import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { MAX_MAIL_SIZE } from '../../domain/mail-in/mail.js'
import { readEnvelope, readListed } from '../../domain/mail-in/read-envelope.js'
import type { FetchedMail } from '../../write/mailboxes/keep-fetched.js'
import { MailboxError } from './failure.js'

const MOST_HEADER = 64 * 1024
/** Servers say of some mails that they are smaller than they are: with one byte more than it may have, a mail is too large. */
export const MOST_SOURCE = MAX_MAIL_SIZE + 1

interface Reader {
  domain: string
  now: () => number
}

/** A mail as it lies in an open folder, of one that is too large its header; undefined for one that is there no more. */
export async function fetchMail(
  client: ImapFlow,
  uid: number,
  { domain, now }: Reader,
): Promise<FetchedMail | undefined> {
  const head = await ask(client, uid, { size: true, envelope: true, internalDate: true }, 'size')
  if (head === undefined) return undefined
  const { size = 0, envelope = {} } = head
  const maxLength = size > MAX_MAIL_SIZE ? MOST_HEADER : MOST_SOURCE
  const found = await ask(client, uid, { source: { start: 0, maxLength } }, 'source')
  if (found?.source === undefined) return undefined
  const { source } = found
  const isTooLarge = Math.max(size, source.length) > MAX_MAIL_SIZE
  const beginning = source.subarray(0, MOST_HEADER)
  const header = beginning.toString('latin1').split(/\r?\n\r?\n/, 1)
  return {
    ...{ ...readEnvelope(header.join(''), domain), uid, raw: isTooLarge ? beginning : source },
    size: Math.max(size, source.length),
    ...(isTooLarge ? { refused: readListed(envelope) } : {}),
    ...readTimes(head.internalDate, now()),
  }
}

/** A server whose clock is ahead has had it now. */
function readTimes(internalDate: Date | string | undefined, nowMs: number) {
  const isKnown = internalDate instanceof Date && internalDate.getTime() < nowMs
  const at = new Date(nowMs).toISOString()
  return { at, arrivedAt: isKnown ? internalDate.toISOString() : at }
}

type Asked = Parameters<ImapFlow['fetchAll']>[1]

/** What a server says of one mail: in between it may say of others what has become of them. Undefined where that mail is gone. */
async function ask(
  client: ImapFlow,
  uid: number,
  what: Asked,
  member: 'size' | 'source',
): Promise<FetchMessageObject | undefined> {
  const said = await client.fetchAll(String(uid), what, { uid: true })
  const own = said.find((one) => one.uid === uid && one[member] !== undefined)
  if (own === undefined) await requireGone(client, uid)
  return own
}

/** A server that hangs up says nothing of a mail either, and what is taken for gone is never looked for again. */
async function requireGone(client: ImapFlow, uid: number): Promise<void> {
  const left = await client.search({ uid: String(uid) }, { uid: true })
  if (!left) throw new MailboxError('unreachable')
  if (left.includes(uid)) throw new MailboxError('answer_invalid')
}
