import type { ImapFlow, SearchObject } from 'imapflow'
import type { Database } from '../../database/pool.js'
import { MAX_MAIL_SIZE } from '../../domain/mail-in/mail.js'
import {
  findPlace,
  listSearches,
  type MailboxPlace,
  type MailboxSearch,
} from '../../domain/mail-in/mailbox-place.js'
import { readEnvelope } from '../../domain/mail-in/read-envelope.js'
import { type FetchedMail, keepFetched } from '../../write/mailboxes/keep-fetched.js'
import { beginFolder } from '../../write/mailboxes/poll.js'
import { MailboxError, OwnFailure } from './failure.js'
import type { Opened } from './session.js'

interface Reading {
  db: Database
  domain: string
  now: () => number
  organizationId: string
  mailboxId: string
  version: number
}

export interface Read {
  /** More is there than was taken. */
  isCutShort: boolean
  readUntilUid: number
}

/** So many are taken at once, for so long: what is left is taken right after. */
const MOST_AT_ONCE = 50
const LONGEST_MS = 40_000
const MOST_HEADER = 64 * 1024

/** Fetches what is new in a folder, in the order in which it came, and keeps each before the next. */
export async function fetchNew(
  reading: Reading,
  { client, folder }: Opened,
  known: MailboxPlace,
): Promise<Read> {
  const { db, organizationId, mailboxId: id, version } = reading
  const beganMs = reading.now()
  const at = new Date(beganMs).toISOString()
  const uidValidity = Number(folder.uidValidity)
  const place = findPlace(known, { uidValidity, uidNext: folder.uidNext }, at)
  const isBegun =
    place === known || (await own(beginFolder(db.of(organizationId), { id, version }, place)))
  if (!isBegun) return { isCutShort: true, readUntilUid: 0 }
  const uids = await search(client, listSearches(place))
  for (const [index, uid] of uids.entries()) {
    const isLate = reading.now() - beganMs > LONGEST_MS
    if (index >= MOST_AT_ONCE || isLate) return { isCutShort: true, readUntilUid: 0 }
    const mail = await fetch(client, uid, reading)
    const ref = { organizationId, mailboxId: id, version, uidValidity }
    const isKept = mail === undefined || (await own(keepFetched(db, ref, mail)))
    if (!isKept) return { isCutShort: true, readUntilUid: 0 }
  }
  return { isCutShort: false, readUntilUid: Math.max(folder.uidNext - 1, ...uids.slice(-1)) }
}

/** What our own database fails at is no failure of the server's. */
async function own<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw new OwnFailure(error)
  }
}

/** A server may answer `9:*` with its last mail though that is below. */
async function search(client: ImapFlow, searches: readonly MailboxSearch[]): Promise<number[]> {
  const all = new Set<number>()
  for (const one of searches) {
    const found = await client.search(toQuery(one), { uid: true })
    if (!found) throw new MailboxError('answer_invalid')
    const { from, until } = one
    for (const uid of found) if (uid >= from && uid <= (until ?? uid)) all.add(uid)
  }
  return [...all].sort((one, other) => one - other)
}

function toQuery({ from, until, isUnread, since }: MailboxSearch): SearchObject {
  return {
    uid: `${from}:${until ?? '*'}`,
    ...(isUnread === true ? { seen: false } : {}),
    ...(since === undefined ? {} : { since }),
  }
}

/** Undefined for one that is there no more. */
async function fetch(
  client: ImapFlow,
  uid: number,
  { domain, now }: Reading,
): Promise<FetchedMail | undefined> {
  const fetchOne = (what: Parameters<ImapFlow['fetchOne']>[1]) =>
    client.fetchOne(String(uid), what, { uid: true })
  const head = await fetchOne({ size: true, envelope: true })
  if (!head) return undefined
  const size = head.size ?? 0
  const isTooLarge = size > MAX_MAIL_SIZE
  const found = await fetchOne({ source: isTooLarge ? { start: 0, maxLength: MOST_HEADER } : true })
  if (!found || found.source === undefined) return undefined
  const raw = found.source
  const header = raw
    .subarray(0, MOST_HEADER)
    .toString('latin1')
    .split(/\r?\n\r?\n/, 1)
  const { messageId = null, from = [], subject = '' } = head.envelope ?? {}
  const sender = from[0]?.address?.toLowerCase() ?? null
  return {
    ...{ ...readEnvelope(header.join(''), domain), uid, raw, size: Math.max(size, raw.length) },
    ...(isTooLarge ? { refused: { messageId, sender, subject } } : {}),
    at: new Date(now()).toISOString(),
  }
}
