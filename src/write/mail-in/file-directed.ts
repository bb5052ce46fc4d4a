import { findChatRefusal } from '../../domain/access/chat.js'
import { refuse } from '../../domain/errors.js'
import { isForged, readAuthentication } from '../../domain/mail-in/authentication.js'
import type { ParsedMail } from '../../domain/mail-in/mail.js'
import { isModerator, type Person } from '../../domain/people.js'
import { oneLine } from '../../domain/text.js'
import { findMeantTicket, findSender, type KnownSender } from '../../read/mail-in/facts.js'
import type { FilingDeps } from './deps.js'
import type { MailOutcome } from './settle.js'
import type { Filing } from './take.js'
import { writeMail } from './write-mail.js'

/**
 * Does with a mail what a moderator wants: it is said, or filed, as whoever wrote it where they may, and else as the moderator,
 * with the writer's name before it.
 */
export async function fileDirected(
  deps: FilingDeps,
  filing: Filing,
  parsed: ParsedMail,
): Promise<MailOutcome> {
  const { mail, organizationId } = filing
  const db = deps.db.of(organizationId)
  const { by, ticketId, departmentId } =
    mail.directed ?? refuse('invalid_transition', 'Nobody has decided.')
  const [row] = await db.query<{ person: Person | null }>('SELECT person_facts($1, $2) AS person', [
    by,
  ])
  const moderator = row?.person ?? null
  if (moderator === null || !isModerator(moderator)) return { status: 'queued', why: 'not_taken' }
  const { from } = parsed.head
  // by the mail itself: why it waits may be something else by now, and a mail is cut before this is asked
  const isTrusted = !isForged(readAuthentication(parsed.authenticationResults))
  const sender = from === null || !isTrusted ? undefined : await findSender(db, from.address)
  const writtenBy = from === null ? '?' : oneLine(`${from.name} <${from.address}>`)
  const senderId = sender?.id
  if (ticketId === undefined) {
    const isTheirs = sender !== undefined && sender.standing !== 'closed'
    const requesterId = isTheirs ? sender.id : moderator.id
    const words = { writtenBy: isTheirs ? null : writtenBy, senderId }
    return writeMail(deps, filing, parsed, { ...words, requesterId, departmentId })
  }
  const state = await findMeantTicket(db, [{ by: 'address', ticketId }])
  const speaker = findSpeaker(sender, state)
  const words = { writtenBy: speaker === undefined ? writtenBy : null, senderId }
  return writeMail(deps, filing, parsed, { ...words, author: speaker ?? moderator, ticketId })
}

/** Whoever wrote it, where they may speak there. */
function findSpeaker(
  sender: KnownSender | undefined,
  state: Awaited<ReturnType<typeof findMeantTicket>>,
): Person | undefined {
  const person = sender?.person ?? null
  if (person === null || sender?.standing === 'closed' || state === undefined) return undefined
  return findChatRefusal(state, person, { visibility: 'public' }) === undefined ? person : undefined
}
