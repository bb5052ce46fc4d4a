import { openMailToken } from '../../auth/mail-tokens.js'
import { findChatRefusal } from '../../domain/access/chat.js'
import { DomainError } from '../../domain/errors.js'
import { isForged, readAuthentication } from '../../domain/mail-in/authentication.js'
import { findCut } from '../../domain/mail-in/classify.js'
import { decideMail, type MailDecision } from '../../domain/mail-in/decide.js'
import { listTicketClues } from '../../domain/mail-in/find-ticket.js'
import type { ParsedMail } from '../../domain/mail-in/mail.js'
import { readRecipient } from '../../domain/mail-in/recipient.js'
import * as facts from '../../read/mail-in/facts.js'
import { type FilingDeps, MailUnreadableError } from './deps.js'
import { fileDirected } from './file-directed.js'
import { findFiled } from './find-filed.js'
import { registerSender } from './register-sender.js'
import { type MailOutcome, noteHead, settleMail } from './settle.js'
import { deriveId } from './store-files.js'
import type { Filing } from './take.js'
import { writeMail } from './write-mail.js'

/** So often a mail is tried that fails for no known reason; then a moderator says when it is tried again. */
const MOST_ATTEMPTS = 5

/**
 * Decides what becomes of a mail, and does it. Harmless to repeat, and for two workers at once: what it makes has ids of the
 * mail's own, so that it is made once, and what it has made already is found before anything is decided again.
 */
export async function fileMail(deps: FilingDeps, filing: Filing): Promise<void> {
  const { organizationId, mail, at } = filing
  const db = deps.db.of(organizationId)
  await settleMail(db, mail.id, await findOutcome(deps, filing), at)
}

async function findOutcome(deps: FilingDeps, filing: Filing): Promise<MailOutcome> {
  const db = deps.db.of(filing.organizationId)
  const filed = await findFiled(db, filing.mail)
  if (filed !== undefined) return { status: 'filed', ...filed }
  if (filing.mail.attempts > MOST_ATTEMPTS) return { status: 'queued', why: 'not_taken' }
  try {
    const parsed = await deps.parse(filing.mail.raw)
    const authentication = readAuthentication(parsed.authenticationResults)
    await noteHead(db, filing.mail.id, parsed, authentication)
    if (filing.mail.directed !== null) return await fileDirected(deps, filing, parsed)
    return await carryOut(deps, filing, parsed, await decide(deps, filing, parsed))
  } catch (error) {
    if (error instanceof MailUnreadableError) return { status: 'failed', why: 'unreadable' }
    if (error instanceof DomainError && error.refusal.code !== 'unavailable') {
      const { code } = error.refusal
      return { status: 'queued', why: code === 'entitlement_exhausted' ? code : 'not_taken' }
    }
    throw error
  }
}

interface Decided {
  decision: MailDecision
  sender: facts.KnownSender | undefined
}

async function decide(
  { db: database, mailSecrets, domain }: FilingDeps,
  { organizationId, mail, at }: Filing,
  { head, hops, authenticationResults }: ParsedMail,
): Promise<Decided> {
  const db = database.of(organizationId)
  const traffic = { ofSender: await facts.countOfSender(db, mail.id), hops }
  const cut = findCut(head, { sender: mail.envelopeSender }, traffic)
  const sender = head.from === null ? undefined : await facts.findSender(db, head.from.address)
  const clues = listTicketClues(
    head,
    findSigned(mail.recipients, mailSecrets, organizationId, domain),
  )
  const ticket = cut === undefined ? await facts.findMeantTicket(db, clues) : undefined
  const person = sender?.person ?? null
  const refusal =
    ticket === undefined || person === null
      ? 'not_participant'
      : findChatRefusal(ticket, person, { visibility: 'public' })?.code
  const decision = decideMail({
    cut,
    sender: head.from === null ? 'none' : (sender?.standing ?? 'unknown'),
    isForged: isForged(readAuthentication(authenticationResults)),
    ticket: ticket === undefined ? null : { id: ticket.id, refusal },
    takesUnknown: await facts.takesUnknown(db, at),
  })
  return { decision, sender }
}

function findSigned(
  recipients: readonly string[],
  secrets: readonly Buffer[],
  organizationId: string,
  domain: string,
): string | undefined {
  for (const address of recipients) {
    const recipient = readRecipient(address, domain)
    if (recipient?.kind !== 'reply') continue
    const ticketId = openMailToken(secrets, organizationId, recipient.token)
    if (ticketId !== undefined) return ticketId
  }
  return undefined
}

async function carryOut(
  deps: FilingDeps,
  filing: Filing,
  parsed: ParsedMail,
  { decision, sender }: Decided,
): Promise<MailOutcome> {
  const senderId = sender?.id
  const own = { writtenBy: null, senderId }
  switch (decision.kind) {
    case 'cut':
      return { status: 'cut', why: decision.why, senderId }
    case 'queue':
      return { status: 'queued', why: decision.why, senderId }
    case 'message': {
      const author = sender?.person ?? refuseLost()
      return writeMail(deps, filing, parsed, { ...own, author, ticketId: decision.ticketId })
    }
    case 'ticket':
      return writeMail(deps, filing, parsed, { ...own, requesterId: sender?.id ?? refuseLost() })
    case 'register': {
      const requesterId = deriveId(filing.mail.id, 'sender')
      const { address, name } = parsed.head.from ?? refuseLost()
      const { organizationId } = filing
      await registerSender(deps.db, { organizationId, id: requesterId, address, name })
      const written = await writeMail(deps, filing, parsed, {
        ...own,
        requesterId,
        senderId: requesterId,
      })
      return { ...written, why: 'registered' }
    }
  }
}

function refuseLost(): never {
  throw new Error('a mail was decided on without its sender')
}
