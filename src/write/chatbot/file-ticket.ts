import type { FileConversationBody } from '../../contracts/chatbot.js'
import type { Database, OrganizationDb } from '../../database/pool.js'
import { isUuid } from '../../database/uuid.js'
import { chooseDepartment, draftFromWords } from '../../domain/chatbot/draft.js'
import { refuseFiledAgain } from '../../domain/chatbot/refusals.js'
import { writeTranscript } from '../../domain/chatbot/transcript.js'
import { DomainError, refuse, refuseMissing } from '../../domain/errors.js'
import { measureReach } from '../../domain/kb/visibility.js'
import type { Language } from '../../domain/language.js'
import type { Status } from '../../domain/ticket/status.js'
import { type KeptExchange, readExchanges } from '../../read/chatbot/conversations.js'
import { readLastDepartment, readPlaces } from '../../read/chatbot/places.js'
import { findReadable } from '../../read/chatbot/readable.js'
import type { Origin } from '../audit/record.js'
import { writeNewTicket } from '../tickets/create.js'

export interface Filing {
  userId: string
  origin: Origin
  conversationId: string
  language: Language
  at: string
  /** Who asked for it: what the person chose to file, or a person at once. */
  action: 'chatbot.file' | 'chatbot.handover'
  given: FileConversationBody
}

/** What was filed from it before; without a status where nothing was. */
interface Found {
  ticketId: string
  number: string
  status: Status | null
}

const FIND = `SELECT c.ticket_key AS "ticketId", t.number, t.status
  FROM chatbot_conversation c LEFT JOIN ticket t ON t.organization_id = $1 AND t.id = c.ticket_key
  WHERE c.organization_id = $1 AND c.id = $2 AND c.user_id = $3`

/**
 * Files a ticket from a conversation of one's own, with the conversation in it. Done again it is the ticket that is there: its id is the
 * conversation's. Throws `not_found`, `already_exists` where that ticket is over, and what filing any ticket throws.
 */
export async function fileConversation(
  db: Database,
  bound: OrganizationDb,
  filing: Filing,
): Promise<{ ticketId: string; isNew: boolean }> {
  const { conversationId, userId, origin, at, action } = filing
  const [found] = isUuid(conversationId)
    ? await bound.query<Found>(FIND, [conversationId, userId])
    : []
  if (found === undefined) return refuseMissing('conversation')
  const { ticketId, number, status } = found
  if (status !== null) {
    const refused = refuseFiledAgain({ ticketId, number, status })
    if (refused !== undefined) throw new DomainError(refused)
    return { ticketId, isNew: false }
  }
  const body = await writeBody(bound, filing)
  const { organizationId } = bound
  await writeNewTicket(db, {
    ...{ organizationId, userId, origin, ticketId, at, body },
    ...{ channel: 'chat', draftExpiresAfter: '' },
    filedFrom: { action, entity: 'chatbot_conversation', entityId: conversationId },
  })
  return { ticketId, isNew: true }
}

async function writeBody(db: OrganizationDb, { userId, conversationId, language, given }: Filing) {
  const [exchanges, places, lastId] = await Promise.all([
    readExchanges(db, conversationId),
    readPlaces(db),
    readLastDepartment(db, userId),
  ])
  const asked = exchanges.map(({ message }) => message)
  const draft = findDraft(exchanges) ?? draftFromWords(asked, places)
  const title = given.title ?? draft?.title
  if (draft === undefined || title === undefined) return refuseMissing('draft')
  const departmentId = chooseDepartment(
    { departmentId: given.departmentId ?? draft.departmentId },
    places.departments,
    lastId,
  )
  if (departmentId === undefined) {
    return refuse('department_not_found', 'There is no department that a ticket could go to.')
  }
  const isDrafted = departmentId === draft.departmentId && given.departmentId === undefined
  const categoryId = given.categoryId ?? (isDrafted ? draft.categoryId : undefined)
  const transcript = await describeConversation(db, exchanges, language)
  return {
    title,
    description: `${given.description ?? draft.description}\n\n${transcript}`,
    departmentId: given.departmentId ?? departmentId,
    ...(categoryId === undefined ? {} : { categoryId }),
    ...(given.priority === undefined ? {} : { priority: given.priority }),
  }
}

/** The last one that was proposed. */
function findDraft(exchanges: readonly KeptExchange[]) {
  return exchanges.findLast(({ draft }) => (draft ?? null) !== null)?.draft
}

/** Others see the ticket: of answers it has those that are made of what all may read who file tickets. */
async function describeConversation(
  db: OrganizationDb,
  exchanges: readonly KeptExchange[],
  language: Language,
): Promise<string> {
  const ids = exchanges.flatMap(({ sources }) => sources)
  const readable = await findReadable(db, { reach: measureReach('requesters'), userId: null }, ids)
  return writeTranscript(
    exchanges.map(({ message, reply, sources }) => ({
      ...{ question: message, reply, isShareable: sources.every((id) => readable.has(id)) },
    })),
    language,
  )
}
