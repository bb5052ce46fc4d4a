/** How far a folder was read. UIDs rise, and mean something together with the folder's UIDVALIDITY alone. */
export interface MailboxPlace {
  /** null: it was not read yet. */
  uidValidity: number | null
  lastUid: number
  /** Mails up to this one were there before it was read under these UIDs. */
  oldUntilUid: number
  begunAt: string | null
  /** Its UIDs have changed since it was read first. */
  isBegunAnew: boolean
}

interface Folder {
  uidValidity: number
  uidNext: number
}

/**
 * Where to go on in a folder as it is: at its beginning where its UIDs are others than before. A server that was restored from a copy
 * gives some of them again, and does not say so.
 */
export function findPlace(known: MailboxPlace, folder: Folder, at: string): MailboxPlace {
  if (known.uidValidity === folder.uidValidity && folder.uidNext > known.lastUid) return known
  return {
    uidValidity: folder.uidValidity,
    lastUid: 0,
    oldUntilUid: folder.uidNext - 1,
    begunAt: known.begunAt ?? at,
    isBegunAnew: known.begunAt !== null,
  }
}

export interface MailboxSearch {
  from: number
  /** null: whatever comes after. */
  until: number | null
  isUnread?: true
  /** A day before it was read first: servers compare days, and not all in one time zone. */
  since?: string
}

const DAY_MS = 86_400_000

/**
 * What is to be fetched. Of the mails that were there before, those that nobody has read; where the UIDs have changed, all
 * that came since it was read first, most of which are known. Of those that came after, all.
 */
export function listSearches({
  lastUid,
  oldUntilUid,
  begunAt,
  isBegunAnew,
}: MailboxPlace): MailboxSearch[] {
  const fresh = { from: Math.max(lastUid, oldUntilUid) + 1, until: null }
  if (lastUid >= oldUntilUid) return [fresh]
  const old = { from: lastUid + 1, until: oldUntilUid }
  if (!isBegunAnew || begunAt === null) return [{ ...old, isUnread: true }, fresh]
  return [{ ...old, since: new Date(Date.parse(begunAt) - DAY_MS).toISOString() }, fresh]
}

interface Polled {
  isCutShort: boolean
  isHeldUp: boolean
  failingSinceMs: number | null
}

const EVERY_MS = 60_000
const RAREST_MS = 15 * 60_000

/**
 * When a folder is read again: in a minute, also where a mail holds it up; at once where more is there than was taken, or what held it
 * up was put aside; and the longer it can't be opened the later, a quarter of an hour at most, so that no account is locked for a wrong
 * password.
 */
export function findNextPoll(
  nowMs: number,
  { isCutShort, isHeldUp, failingSinceMs }: Polled,
): string {
  if (isCutShort) return new Date(nowMs).toISOString()
  if (isHeldUp || failingSinceMs === null) return new Date(nowMs + EVERY_MS).toISOString()
  const pauseMs = Math.min(Math.max(nowMs - failingSinceMs, EVERY_MS), RAREST_MS)
  return new Date(nowMs + pauseMs).toISOString()
}
