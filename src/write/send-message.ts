import type { Database } from '../../prisma/client.js'
import type { NewMessage } from '../contracts/chat.js'
import { DomainError, refusal, refuse } from '../domain/errors.js'
import type { Person } from '../domain/people.js'
import { chatAccess, isFirstResponse } from '../domain/ticket/chat.js'
import { partOf } from '../domain/ticket/envelope.js'
import type { TicketState } from '../domain/ticket/state.js'
import type { Origin } from './audit.js'

export interface Sending {
  organizationId: string
  person: Person
  origin: Origin
  /** Also its key: the same id, or the same `clientId`, is sent once. */
  messageId: string
  at: string
  maxLength: number
  message: NewMessage
}

/** The message's id; undefined when the ticket has moved since `state` was read: judge it again. */
export async function sendMessage(
  db: Database,
  state: TicketState,
  sending: Sending,
): Promise<string | undefined> {
  const { person, message, at } = sending
  judge(state, sending)
  const first = isFirstResponse(state, person, message.visibility)
  try {
    const result = await db.call<{ kind: 'sent'; id: string } | { kind: 'behind' }>(
      'send_message',
      {
        organizationId: sending.organizationId,
        ticketId: state.id,
        id: sending.messageId,
        seq: state.seq,
        version: state.version,
        actor: { kind: 'user', id: person.id },
        origin: sending.origin,
        at,
        ...message,
        ...(first ? { part: partOf(state, { type: 'first_response', at }) } : {}),
      },
    )
    return result.kind === 'sent' ? result.id : undefined
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'P0404'
    if (missing) refuse('attachment_not_found', 'There is no such attachment to attach.')
    throw error
  }
}

function judge(state: TicketState, { person, message, maxLength }: Sending): void {
  const access = chatAccess(state, person)
  if (access === undefined) {
    throw new DomainError(
      refusal('not_participant', 'You see the ticket, and are not in its chat.'),
    )
  }
  if (access.silenced !== undefined) throw new DomainError(access.silenced)
  if (message.visibility === 'internal' && !access.internal) {
    refuse('forbidden', 'Internal messages are for those who work on the ticket.')
  }
  if ([...message.body].length > maxLength) {
    refuse('too_long', `A message has at most ${maxLength} characters.`)
  }
}
