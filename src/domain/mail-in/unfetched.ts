/** A mail of a mailbox that its server did not hand out, up to now. */
export interface Unfetched {
  /** How often it was asked for in vain. */
  tries: number
  since: string
}

const MOST_TRIES = 5
const LEAST_MS = 5 * 60_000
const SOONEST_MS = 15 * 60_000
const RAREST_MS = 24 * 3_600_000

/**
 * Whether those behind it are fetched without it: what passes, as a server that is restarted, puts nothing aside; nor does a try in the
 * other way, of which nothing is known that could be listed.
 */
export function isPutAside({ tries, since }: Unfetched, at: string): boolean {
  const isEnough = tries >= MOST_TRIES && !isAskedOtherwise({ tries: tries - 1 })
  return isEnough && Date.parse(at) - Date.parse(since) >= LEAST_MS
}

/** When one that was put aside is asked for again: the later, the longer it is not handed out. */
export function findNextTry({ since }: Unfetched, at: string): string {
  const ageMs = Date.parse(at) - Date.parse(since)
  const pauseMs = Math.min(Math.max(ageMs, SOONEST_MS), RAREST_MS)
  return new Date(Date.parse(at) + pauseMs).toISOString()
}

/**
 * Every second time a mail is asked for in another way, whole instead of in pieces, and without what its server makes of its header:
 * there are servers that can't do the one or the other.
 */
export function isAskedOtherwise({ tries }: Pick<Unfetched, 'tries'>): boolean {
  return tries % 2 === 1
}
