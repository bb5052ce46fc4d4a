import { iso } from '../../database/rows.js'
import { MAX_FILES } from '../../domain/attachment/attachment.js'
import { chooseFiles } from '../../domain/mail-in/choose-files.js'
import { cleanSubject, cleanText } from '../../domain/mail-in/clean-text.js'
import { composeBody } from '../../domain/mail-in/compose-body.js'
import { foldQuotes } from '../../domain/mail-in/fold-quotes.js'
import type { ParsedMail } from '../../domain/mail-in/mail.js'
import { readRecipient } from '../../domain/mail-in/recipient.js'
import type { Person } from '../../domain/people.js'
import { refuseUnknown } from '../../domain/ticket/refusals.js'
import { findDepartment } from '../../read/mail-in/facts.js'
import { readSettings } from '../../read/settings/find.js'
import { writeNewTicket } from '../tickets/create.js'
import { BY_MAIL, type FilingDeps } from './deps.js'
import { sayInTicket } from './say-in-ticket.js'
import type { MailOutcome } from './settle.js'
import { deriveId, type Owner, storeFiles, storeText } from './store-files.js'
import type { Filing, TakenMail } from './take.js'

interface Authored {
  /** Whose words they are, where somebody else files them. */
  writtenBy: string | null
  senderId: string | undefined
}

/** As a message of somebody in a ticket, or as a ticket of somebody's own. */
type Target = Authored &
  (
    | { author: Person; ticketId: string }
    | { requesterId: string; departmentId?: string | undefined }
  )

const MOST_DESCRIPTION = 65_536
const NO_SUBJECT = '(no subject)'
const BEGINNING = '[the mail is too large to be taken: this is its beginning, without files]'

/** Writes a mail into a ticket, or as one, with its files. Harmless to repeat, as each of its steps is. */
export async function writeMail(
  deps: FilingDeps,
  filing: Filing,
  read: ParsedMail,
  target: Target,
): Promise<MailOutcome> {
  const { organizationId, mail, at } = filing
  const parsed = mail.why === 'too_large' ? markBeginning(read) : read
  const filed = { organizationId, mailId: mail.id, directedAt: mail.directed?.at, at }
  const text = cleanText(parsed.text)
  const db = deps.db.of(organizationId)
  if ('requesterId' in target) {
    const named = target.departmentId ?? mail.mailboxDepartmentId
    const departmentId = named ?? (await findMeant(deps, filing))
    if (departmentId === undefined) return refuseUnknown('department', mail.recipients)
    const { writtenBy, requesterId: userId } = target
    const owner = { ...filed, userId }
    const words = { text, folded: 0, writtenBy }
    const { body, keys } = await compose(deps, owner, parsed, words, MOST_DESCRIPTION)
    const title = cleanSubject(parsed.head.subject, NO_SUBJECT)
    const id = await fileTicket(deps, owner, {
      title,
      description: body,
      departmentId,
      attachments: keys,
    })
    return { status: 'filed', ticketId: id, senderId: target.senderId }
  }
  const { author, ticketId, writtenBy, senderId } = target
  const owner = { ...filed, userId: author.id }
  const { maxMessageLength } = await readSettings(db)
  const words = { ...foldQuotes(text), writtenBy }
  const { body, keys } = await compose(deps, owner, parsed, words, maxMessageLength)
  const message = { body, attachments: keys }
  const cameAt = iso(mail.cameAt)
  const said = { organizationId, ticketId, person: author, mailId: mail.id, cameAt, message, at }
  const chatMessageId = await sayInTicket(deps, said)
  return { status: 'filed', ticketId, chatMessageId, senderId }
}

/** A file in it may have been cut. */
function markBeginning(read: ParsedMail): ParsedMail {
  return { ...read, text: `${BEGINNING}\n\n${read.text}`.trimEnd(), parts: [] }
}

interface Composed {
  body: string
  keys: string[]
}

async function compose(
  deps: FilingDeps,
  owner: Owner,
  { parts }: ParsedMail,
  words: { text: string; folded: number; writtenBy: string | null },
  most: number,
): Promise<Composed> {
  const { left: unfit } = chooseFiles(parts)
  const first = composeBody({ ...words, left: unfit }, most)
  const mostFiles = first.rest === null ? MAX_FILES : MAX_FILES - 1 // one is the whole text
  const { keys, left } = await storeFiles(deps, owner, parts, mostFiles)
  if (first.rest === null && left.length === unfit.length) return { body: first.body, keys }
  const { body, rest } = composeBody({ ...words, left }, most)
  const text = rest === null ? undefined : await storeText(deps, owner, rest)
  return { body, keys: text === undefined ? keys : [...keys, text].slice(-MAX_FILES) }
}

interface NewMail {
  title: string
  description: string
  departmentId: string
  attachments: string[]
}

async function fileTicket(deps: FilingDeps, owner: Owner, body: NewMail): Promise<string> {
  const { organizationId, userId, mailId, at } = owner
  const ticketId = deriveId(mailId, 'ticket')
  const origin = BY_MAIL
  const creation = { organizationId, userId, origin, ticketId, at, draftExpiresAfter: '' }
  const { state } = await writeNewTicket(deps.db, { ...creation, channel: 'mail', body })
  return state.id
}

/** The first department that the mail is for. */
function findMeant(
  { db, domain }: FilingDeps,
  { organizationId, mail }: { organizationId: string; mail: TakenMail },
): Promise<string | undefined> {
  const codes = mail.recipients.flatMap((address) => {
    const recipient = readRecipient(address, domain)
    return recipient?.kind === 'department' ? [recipient.code] : []
  })
  return findDepartment(db.of(organizationId), codes)
}
