import type { NewMessage } from '../../contracts/messages.js'
import type { Database } from '../../database/pool.js'
import { isFirstResponse, judgeMessage } from '../../domain/access/chat.js'
import type { Person } from '../../domain/people.js'
import { createChange } from '../../domain/ticket/change.js'
import { refuseUnknown } from '../../domain/ticket/refusals.js'
import type { TicketState } from '../../domain/ticket/state.js'
import type { Origin } from '../audit/record.js'

export interface Sending {
  organizationId: string
  person: Person
  origin: Origin
  /** Also its key: the same id, or the same `clientId`, is sent once. */
  messageId: string
  at: string
  message: NewMessage
}

/** The message's id; undefined when the ticket has moved since `state` was read: judge it again. */
export async function sendMessage(
  db: Database,
  state: TicketState,
  sending: Sending,
): Promise<string | undefined> {
  const { person, message, at } = sending
  judgeMessage(state, person, message)
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
        ...(first ? { change: createChange(state, { type: 'first_response', at }) } : {}),
      },
    )
    return result.kind === 'sent' ? result.id : undefined
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'P0404'
    if (missing) refuseUnknown('attachment', message.attachments ?? [])
    throw error
  }
}
