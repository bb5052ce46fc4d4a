import type { Database } from '../../database/pool.js'
import { findNextPoll } from '../../domain/mail-in/mailbox-place.js'
import type { HostReach } from '../../outbound/reach-host.js'
import { type PolledMailbox, readPolledMailbox, settlePoll } from '../../write/mailboxes/poll.js'
import { MailboxError } from './failure.js'
import { fetchNew, type Read } from './fetch-new.js'
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

/**
 * Reads what is new in a mailbox, and notes how that went: one that can't be read is no failure of ours. Harmless to repeat,
 * and for two workers at once: each mail is kept once, and the rest is found again.
 */
export function createMailboxPoller(deps: PollDeps) {
  return async ({ organizationId, mailboxId }: Ref, signal: AbortSignal): Promise<void> => {
    const db = deps.db.of(organizationId)
    const polled = await readPolledMailbox(db, mailboxId)
    if (polled === undefined) return
    const { version, failingSince } = polled
    const settle = async (failure: MailboxError['code'] | null, read: Read) => {
      const nowMs = deps.now()
      const at = new Date(nowMs).toISOString()
      const failingSinceMs = failure === null ? null : Date.parse(failingSince ?? at)
      const nextPollAt = findNextPoll(nowMs, { isCutShort: read.isCutShort, failingSinceMs })
      const { readUntil } = read
      await settlePoll(db, { id: mailboxId, version, at, nextPollAt, failure, readUntil })
    }
    try {
      await settle(null, await read(deps, { organizationId, mailboxId }, polled, signal))
    } catch (error) {
      if (signal.aborted || !(error instanceof MailboxError)) throw error
      await settle(error.code, { isCutShort: false, readUntil: null })
    }
  }
}

function read(
  { db, reach, domain, openSecret, now }: PollDeps,
  { organizationId, mailboxId }: Ref,
  { access: sealed, place, version }: PolledMailbox,
  signal: AbortSignal,
): Promise<Read> {
  const access = { ...sealed, secret: openSecret(sealed.secret, mailboxId) }
  return openFolder(reach, access, { withinMs: POLL_MS, signal }, (opened) =>
    fetchNew({ db, domain, now, organizationId, mailboxId, version }, opened, place),
  )
}
