import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { MAX_MAIL_SIZE } from '../../domain/mail-in/mail.js'
import { readEnvelope, readListed } from '../../domain/mail-in/read-envelope.js'
import type { FetchedMail, Listed } from '../../write/mailboxes/keep-fetched.js'
import { MailboxError, OwnFailure } from './failure.js'
import { type Manner, MOST_SOURCE, RoomError } from './manner.js'

const MOST_HEADER = 64 * 1024

interface Reader extends Manner {
  domain: string
  now: () => number
}

/** A mail that a server is asked for, and what it has said of it so far. */
export interface AskedMail {
  uid: number
  /** Its server is asked what the header says, too. */
  hasListed: boolean
  said?: { size: number; internalDate: Date | string | undefined; listed: Listed }
}

/** A mail as it lies in an open folder, of one that is too large its header; undefined for one that is there no more. */
export async function fetchMail(
  client: ImapFlow,
  asked: AskedMail,
  reader: Reader,
): Promise<FetchedMail | undefined> {
  const { uid, hasListed } = asked
  const what = { size: true, internalDate: true, ...(hasListed ? { envelope: true } : {}) }
  const head = await ask(client, uid, what, 'size')
  if (head === undefined) return undefined
  const { envelope = {} } = head
  const size = readSize(head.size)
  const listed = readListed(envelope)
  asked.said = { size, listed, internalDate: head.internalDate }
  const source =
    size > MAX_MAIL_SIZE
      ? await fetchPiece(client, uid, { start: 0, maxLength: MOST_HEADER })
      : await fetchSource(client, { uid, size }, reader)
  if (source === undefined) return undefined
  const isTooLarge = Math.max(size, source.length) > MAX_MAIL_SIZE
  const beginning = source.subarray(0, MOST_HEADER)
  const header = beginning.toString('latin1').split(/\r?\n\r?\n/, 1)
  return {
    ...{
      ...readEnvelope(header.join(''), reader.domain),
      uid,
      raw: isTooLarge ? beginning : source,
    },
    size: Math.max(size, source.length),
    ...(isTooLarge ? { refused: listed } : {}),
    ...readTimes(head.internalDate, reader.now()),
  }
}

/** All of it: what its server says of its size may be wrong, and a piece may be smaller than it was asked for. */
async function fetchSource(
  client: ImapFlow,
  { uid, size }: { uid: number; size: number },
  { pieceSize, hold }: Manner,
): Promise<Buffer | undefined> {
  const pieces: Buffer[] = []
  for (let start = 0; start < MOST_SOURCE; ) {
    const maxLength = Math.min(pieceSize, MOST_SOURCE - start)
    const piece = await fetchPiece(client, uid, { start, maxLength })
    if (piece === undefined) return undefined
    const hasRoom = start === 0 || hold(piece.length)
    if (!hasRoom) throw new OwnFailure(new RoomError())
    pieces.push(piece)
    start += piece.length
    const isLast = piece.length === 0 || start >= size || pieceSize === MOST_SOURCE
    if (piece.length < maxLength && isLast) break
  }
  return Buffer.concat(pieces)
}

/** Behind the end there is nothing; undefined where the mail is gone. */
async function fetchPiece(
  client: ImapFlow,
  uid: number,
  piece: { start: number; maxLength: number },
): Promise<Buffer | undefined> {
  const found = await ask(client, uid, { source: piece }, 'source')
  if (found === undefined) return undefined
  if (Buffer.isBuffer(found.source)) return found.source
  if (piece.start === 0) throw new MailboxError('answer_invalid')
  return Buffer.alloc(0)
}

const MOST_SIZE = 2 ** 31 - 1

/** There are servers that say what no mail can be. */
function readSize(size = 0): number {
  return size > 0 ? Math.min(Math.floor(size), MOST_SIZE) : 0
}

/** A server whose clock is ahead has had it now, and so has one that has had it before there were any. */
export function readTimes(internalDate: Date | string | undefined, nowMs: number) {
  const isKnown =
    internalDate instanceof Date && internalDate.getTime() > 0 && internalDate.getTime() < nowMs
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
  let own: FetchMessageObject | undefined
  for await (const one of client.fetch(String(uid), what, { uid: true })) {
    if (one.uid === uid && one[member] !== undefined) own ??= one // what it says of others, however much, is not held
  }
  if (own === undefined) await requireGone(client, uid)
  return own
}

/** A server that hangs up says nothing of a mail either, and what is taken for gone is never looked for again. */
async function requireGone(client: ImapFlow, uid: number): Promise<void> {
  const left = await client.search({ uid: String(uid) }, { uid: true })
  if (!left) throw new MailboxError('unreachable')
  if (left.includes(uid)) throw new MailboxError('answer_invalid')
}
