import type { MailboxFailure } from './mailbox.js'
import type { MailboxNewsType } from './mailbox-news.js'

/** How a mailbox fares, and what its admins know of it. */
export interface MailboxHealth {
  /** null: it could be read the last time. */
  failingSince: string | null
  /** How often its server has let nobody in since then. */
  signInRefusals: number
  /** Admins know that it fails. */
  isTold: boolean
  /** When they were told so last, of this time or of one before. */
  toldAt: string | null
}

interface Judged {
  health: MailboxHealth
  /** What admins are to be told now. */
  news: MailboxNewsType | undefined
}

const LONG_MS = 3_600_000
/** What lets nobody in so often will not by itself. */
const MOST_REFUSALS = 3

/**
 * What follows of a try to read it. Admins hear once that it fails: after an hour, or of the third sign-in that is refused; and
 * once that it works again. One that fails now and then is told of once an hour at most.
 */
export function judgePoll(
  before: MailboxHealth,
  { at, failure }: { at: string; failure: MailboxFailure | null },
): Judged {
  const { isTold, toldAt } = before
  if (failure === null) {
    const health = { failingSince: null, signInRefusals: 0, isTold: false, toldAt }
    return { health, news: isTold ? 'mailbox_recovered' : undefined }
  }
  const failingSince = before.failingSince ?? at
  const signInRefusals = before.signInRefusals + (failure === 'sign_in_failed' ? 1 : 0)
  const isLongSince = (instant: string) => Date.parse(at) - Date.parse(instant) >= LONG_MS
  const isFound = signInRefusals >= MOST_REFUSALS || isLongSince(failingSince)
  if (isTold || !isFound || (toldAt !== null && !isLongSince(toldAt))) {
    return { health: { failingSince, signInRefusals, isTold, toldAt }, news: undefined }
  }
  const health = { failingSince, signInRefusals, isTold: true, toldAt: at }
  return { health, news: 'mailbox_failing' }
}
