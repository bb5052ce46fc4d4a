import type { ImapFlow } from 'imapflow'
import { MAX_MAIL_SIZE } from '../../domain/mail-in/mail.js'
import { readEnvelope } from '../../domain/mail-in/read-envelope.js'
import type { FetchedMail } from '../../write/mailboxes/keep-fetched.js'
import { MailboxError } from './failure.js'

const MOST_HEADER = 64 * 1024

/** One mail of the folder that is open; undefined for one that is there no more. */
export async function fetchMail(
  client: ImapFlow,
  uid: number,
  { domain, now }: { domain: string; now: () => number },
): Promise<FetchedMail | undefined> {
  const fetchOne = async (what: Parameters<ImapFlow['fetchOne']>[1]) => {
    const found = await client.fetchOne(String(uid), what, { uid: true })
    // one whose connection has ended finds nothing, as if the mail were gone
    if (!found && !client.usable) throw new MailboxError('unreachable')
    return found
  }
  const head = await fetchOne({ size: true, envelope: true, internalDate: true })
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
    ...readTimes(head.internalDate, now()),
  }
}

/** A server whose clock is ahead has had it now. */
function readTimes(internalDate: Date | string | undefined, nowMs: number) {
  const isKnown = internalDate instanceof Date && internalDate.getTime() < nowMs
  const at = new Date(nowMs).toISOString()
  return { at, arrivedAt: isKnown ? internalDate.toISOString() : at }
}
