import type { Database } from '../../database/pool.js'
import { MAX_MAIL_SIZE } from '../../domain/mail-in/mail.js'
import { isAskedOtherwise } from '../../domain/mail-in/unfetched.js'
import type { HostReach } from '../../outbound/reach-host.js'
import { openKept } from '../../write/mailboxes/open-kept.js'
import { type PolledMailbox, readPolledMailbox } from '../../write/mailboxes/poll.js'
import { type PollOutcome, settlePoll } from '../../write/mailboxes/settle-poll.js'
import { listUnfetched, noteUnfetched } from '../../write/mailboxes/unfetched.js'
import { createRoom, type Room } from '../room.js'
import { MailboxError } from './failure.js'
import { readTimes } from './fetch-mail.js'
import { fetchNew, type Progress, type Reading } from './fetch-new.js'
import { chooseManner, type Hand, openHand, RoomError } from './manner.js'
import { openFolder } from './session.js'

export interface PollDeps {
  db: Database
  reach: HostReach
  /** What our addresses end with. */
  domain: string
  /** A secret as it is kept, and whose it is. */
  openSecret: (kept: string, mailboxId: string) => string
  now: () => number
}

interface Ref {
  organizationId: string
  mailboxId: string
}

const POLL_MS = 60_000
/** What all mailboxes that are read at once may have under way together. */
const MOST_BYTES = 4 * MAX_MAIL_SIZE

/**
 * Reads what is new in a mailbox, and notes how that went: one that can't be read is no failure of ours. Harmless to repeat,
 * and for two workers at once: each mail is kept once, and the rest is found again.
 */
export function createMailboxPoller(deps: PollDeps, room: Room = createRoom(MOST_BYTES)) {
  return async (ref: Ref, signal: AbortSignal): Promise<void> => {
    const polled = await readPolledMailbox(deps.db.of(ref.organizationId), ref.mailboxId)
    if (polled === undefined) return
    const hand = openHand(room)
    try {
      await poll(deps, { ...ref, polled, hand }, signal)
    } finally {
      hand.close()
    }
  }
}

interface Polled extends Ref {
  polled: PolledMailbox
  hand: Hand
}

async function poll(deps: PollDeps, mailbox: Polled, signal: AbortSignal): Promise<void> {
  const { organizationId, mailboxId, polled } = mailbox
  const { version } = polled
  const progress: Progress = {}
  const now = () => new Date(deps.now()).toISOString()
  const settle = (outcome: Omit<PollOutcome, 'readUntil' | 'at'>) => {
    const { readUntil = null } = progress.read ?? {}
    const own = { organizationId, mailboxId, version }
    return settlePoll(deps.db, own, { ...outcome, readUntil, at: now() })
  }
  try {
    const { isCutShort } = await read(deps, mailbox, progress, signal)
    await settle({ failure: null, isCutShort, isHeldUp: false })
  } catch (error) {
    if (signal.aborted) throw error
    if (error instanceof RoomError)
      return settle({ failure: null, isCutShort: false, isHeldUp: false })
    if (!(error instanceof MailboxError)) throw error
    const isPutAside = await noteAsked(deps, mailbox, progress)
    const failure = progress.read === undefined ? error.code : null
    await settle({ failure, isCutShort: isPutAside, isHeldUp: progress.asked !== undefined })
  }
}

async function read(
  { db, reach, domain, openSecret, now }: PollDeps,
  { organizationId, mailboxId, polled, hand }: Polled,
  progress: Progress,
  signal: AbortSignal,
) {
  const { access: sealed, place, version } = polled
  const secret = openKept(sealed.secret, (kept) => openSecret(kept, mailboxId))
  const access = { ...sealed, secret }
  const beganMs = now()
  const at = new Date(beganMs).toISOString()
  const unfetched = await listUnfetched(db.of(organizationId), mailboxId, at)
  const manner = chooseManner(hand, unfetched.some(isAskedOtherwise))
  const reading: Reading = {
    ...{ db, domain, now, organizationId, mailboxId, version },
    ...{ beganMs, manner, unfetched, progress },
  }
  const bounds = { withinMs: POLL_MS, mostLiteral: manner.pieceSize, signal }
  return openFolder(reach, access, bounds, (opened) => fetchNew(reading, opened, place))
}

/** What was asked for last is what it failed at; true where that was put aside. */
function noteAsked(
  { db, now }: PollDeps,
  { organizationId, mailboxId, polled: { version } }: Polled,
  { asked }: Progress,
): Promise<boolean> {
  if (asked === undefined) return Promise.resolve(false)
  const { uid, uidValidity, said } = asked
  const folder = { organizationId, mailboxId, version, uidValidity }
  const { size = 0, internalDate, listed = NOTHING } = said ?? {}
  return noteUnfetched(db, folder, {
    ...{ uid, size, listed, why: 'not_fetched', ...readTimes(internalDate, now()) },
    ...{ sender: '', recipients: [], raw: Buffer.alloc(0) },
  })
}

const NOTHING = { messageId: null, sender: null, subject: '' }
