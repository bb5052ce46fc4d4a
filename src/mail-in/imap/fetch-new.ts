import type { ImapFlow, MailboxObject, SearchObject } from 'imapflow'
import type { Database } from '../../database/pool.js'
import {
  findPlace,
  listSearches,
  type MailboxPlace,
  type MailboxSearch,
} from '../../domain/mail-in/mailbox-place.js'
import { isAskedOtherwise } from '../../domain/mail-in/unfetched.js'
import { forgetUnfetched } from '../../write/mailboxes/forget-unfetched.js'
import { keepFetched } from '../../write/mailboxes/keep-fetched.js'
import { beginFolder } from '../../write/mailboxes/poll.js'
import type { UnfetchedMail } from '../../write/mailboxes/unfetched.js'
import { MailboxError, OwnFailure } from './failure.js'
import { type AskedMail, fetchMail } from './fetch-mail.js'
import type { Manner } from './manner.js'
import type { Opened } from './session.js'

export interface Reading {
  db: Database
  domain: string
  now: () => number
  organizationId: string
  mailboxId: string
  version: number
  beganMs: number
  manner: Manner
  /** What the server has not handed out so far. */
  unfetched: readonly UnfetchedMail[]
  progress: Progress
}

export interface Read {
  /** More is there than was taken. */
  isCutShort: boolean
  /** All up to this one was dealt with; null where nobody has looked so far. */
  readUntil: { uidValidity: number; uid: number } | null
}

/** How far it came: whatever ends it, this much was done. */
export interface Progress {
  /** What came of all that is new; undefined while that is being fetched. */
  read?: Read
  /** The mail that the server has in hand; undefined between two. */
  asked?: (AskedMail & { uidValidity: number }) | undefined
}

const CUT_SHORT: Read = { isCutShort: true, readUntil: null }

/** So many are taken at once, for so long: what is left is taken right after. */
const MOST_AT_ONCE = 50
const LONGEST_MS = 40_000

/** Fetches what is new in a folder, in the order in which it came, and then what its server did not hand out before. Each is kept before the next. */
export async function fetchNew(
  reading: Reading,
  opened: Opened,
  known: MailboxPlace,
): Promise<Read> {
  const { progress } = reading
  const read = await fetchFresh(reading, opened, known)
  progress.read = read
  if (read.readUntil === null) return read
  const { uidValidity } = read.readUntil
  for (const { uid, mailId } of uidValidity === known.uidValidity ? reading.unfetched : []) {
    if (mailId === null) continue
    if (isLate(reading)) break
    if (!(await fetchOne(reading, opened.client, { uid, uidValidity }))) return CUT_SHORT
  }
  return read
}

async function fetchFresh(
  reading: Reading,
  { client, folder }: Opened,
  known: MailboxPlace,
): Promise<Read> {
  const { db, beganMs, organizationId, mailboxId: id, version } = reading
  const at = new Date(beganMs).toISOString()
  const { uidValidity, uidNext } = readCounters(folder)
  const place = findPlace(known, { uidValidity, uidNext }, at)
  const isBegun =
    place === known || (await own(beginFolder(db.of(organizationId), { id, version }, place)))
  if (!isBegun) return CUT_SHORT
  const uids = await search(client, listSearches(place))
  for (const [index, uid] of uids.entries()) {
    if (index >= MOST_AT_ONCE || isLate(reading)) return CUT_SHORT
    if (!(await fetchOne(reading, client, { uid, uidValidity }))) return CUT_SHORT
  }
  const uid = Math.max(uidNext - 1, ...uids.slice(-1))
  return { isCutShort: false, readUntil: { uidValidity, uid } }
}

function isLate({ beganMs, now }: Reading): boolean {
  return now() - beganMs > LONGEST_MS
}

/** False where the mailbox is another by now. */
async function fetchOne(
  reading: Reading,
  client: ImapFlow,
  { uid, uidValidity }: { uid: number; uidValidity: number },
): Promise<boolean> {
  const { db, organizationId, mailboxId, version, unfetched, progress, manner } = reading
  const before = unfetched.find((one) => one.uid === uid)
  const hasListed = before === undefined || !isAskedOtherwise(before)
  const asked = { uid, uidValidity, hasListed }
  progress.asked = asked
  const mail = await fetchMail(client, asked, { ...reading, ...manner })
  progress.asked = undefined
  const folder = { organizationId, mailboxId, version, uidValidity }
  if (mail !== undefined) {
    const isKept = await own(keepFetched(db, folder, mail, before))
    manner.free()
    return isKept
  }
  if (before !== undefined) await own(forgetUnfetched(db.of(organizationId), mailboxId, uid))
  return true
}

/** As they were before anything was looked for: the client counts on with what it hears of meanwhile. */
function readCounters({ uidValidity, uidNext }: MailboxObject) {
  const counters = { uidValidity: Number(uidValidity), uidNext }
  const isSaid = isNumber(counters.uidValidity) && isNumber(uidNext)
  if (!isSaid) throw new MailboxError('answer_invalid') // there are servers that say neither
  return counters
}

/** IMAP's are smaller still. */
function isNumber(given: number): boolean {
  return Number.isSafeInteger(given) && given > 0
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
    if (!found) throw new MailboxError(client.usable ? 'answer_invalid' : 'unreachable')
    const { from, until } = one
    for (const uid of found) if (isNumber(uid) && uid >= from && uid <= (until ?? uid)) all.add(uid)
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
