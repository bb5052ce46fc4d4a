import type { ImapFlow, MailboxObject, SearchObject } from 'imapflow'
import type { Database } from '../../database/pool.js'
import {
  findPlace,
  listSearches,
  type MailboxPlace,
  type MailboxSearch,
} from '../../domain/mail-in/mailbox-place.js'
import { keepFetched } from '../../write/mailboxes/keep-fetched.js'
import { beginFolder } from '../../write/mailboxes/poll.js'
import { MailboxError, OwnFailure } from './failure.js'
import { fetchMail } from './fetch-mail.js'
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
  /** All up to this one was dealt with; null where nobody has looked so far. */
  readUntil: { uidValidity: number; uid: number } | null
}

const CUT_SHORT: Read = { isCutShort: true, readUntil: null }

/** So many are taken at once, for so long: what is left is taken right after. */
const MOST_AT_ONCE = 50
const LONGEST_MS = 40_000

/** Fetches what is new in a folder, in the order in which it came, and keeps each before the next. */
export async function fetchNew(
  reading: Reading,
  { client, folder }: Opened,
  known: MailboxPlace,
): Promise<Read> {
  const { db, organizationId, mailboxId: id, version } = reading
  const beganMs = reading.now()
  const at = new Date(beganMs).toISOString()
  const { uidValidity, uidNext } = readCounters(folder)
  const place = findPlace(known, { uidValidity, uidNext }, at)
  const isBegun =
    place === known || (await own(beginFolder(db.of(organizationId), { id, version }, place)))
  if (!isBegun) return CUT_SHORT
  const uids = await search(client, listSearches(place))
  for (const [index, uid] of uids.entries()) {
    const isLate = reading.now() - beganMs > LONGEST_MS
    if (index >= MOST_AT_ONCE || isLate) return CUT_SHORT
    const mail = await fetchMail(client, uid, reading)
    const ref = { organizationId, mailboxId: id, version, uidValidity }
    const isKept = mail === undefined || (await own(keepFetched(db, ref, mail)))
    if (!isKept) return CUT_SHORT
  }
  const uid = Math.max(uidNext - 1, ...uids.slice(-1))
  return { isCutShort: false, readUntil: { uidValidity, uid } }
}

/** As they were before anything was looked for: the client counts on with what it hears of meanwhile. */
function readCounters({ uidValidity, uidNext }: MailboxObject) {
  if (!uidValidity || !uidNext) throw new MailboxError('answer_invalid') // there are servers that say neither
  return { uidValidity: Number(uidValidity), uidNext }
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
