import type { MessageView, NewMessage } from '../../contracts/messages.js'
import type { Database } from '../../database/pool.js'
import { isFirstResponse, judgeMessage } from '../../domain/access/chat.js'
import type { Mentioned } from '../../domain/access/mentions.js'
import type { Person } from '../../domain/people.js'
import { createChange } from '../../domain/ticket/change.js'
import { notifyUsers } from '../../domain/ticket/outcome/notifications.js'
import { refuseUnknown } from '../../domain/ticket/refusals.js'
import type { TicketState } from '../../domain/ticket/state.js'
import type { Origin } from '../audit/record.js'
import { refuseUnfitAttachments } from '../tickets/references.js'

export interface Sending {
  organizationId: string
  person: Person
  origin: Origin
  /** Also its key: the same id, or the same `clientId`, is sent once. */
  messageId: string
  at: string
  /** The event that brought the ticket there, of a state that was not read just now. */
  eventId?: string
  message: NewMessage
  /** Those of whom it speaks, among those who read it. */
  mentioned: readonly Mentioned[]
}

type Answer =
  | { kind: 'sent'; id: string; authorName: string }
  | { kind: 'known'; id: string }
  | { kind: 'behind' }

/** Its view where all of it is known here: what was sent before, or has files, is to be read. */
export type SentMessage = { id: string } | { view: MessageView }

/** Undefined when the ticket has moved since `state` was read: judge it again. */
export async function sendMessage(
  db: Database,
  state: TicketState,
  sending: Sending,
): Promise<SentMessage | undefined> {
  const { person, message, at, mentioned } = sending
  const mentions = mentioned.map(({ id }) => id)
  judgeMessage(state, person, message)
  const { attachments: keys } = message
  await refuseUnfitAttachments(db.of(sending.organizationId), {
    userId: person.id,
    keys,
    messageId: sending.messageId,
  })
  const first = isFirstResponse(state, person, message.visibility)
  try {
    const result = await db.call<Answer>('send_message', {
      organizationId: sending.organizationId,
      ticketId: state.id,
      id: sending.messageId,
      seq: state.seq,
      version: state.version,
      actor: { kind: 'user', id: person.id },
      origin: sending.origin,
      at,
      ...(sending.eventId === undefined ? {} : { eventId: sending.eventId }),
      ...message,
      mentions,
      notifications: mentions.length === 0 ? [] : [notifyUsers('mention', ...mentions)],
      ...(first ? { change: createChange(state, { type: 'first_response', at }) } : {}),
    })
    if (result.kind === 'behind') return undefined
    const isWhole = result.kind === 'sent' && message.attachments.length === 0
    return isWhole ? { view: viewSent(state, sending, result.authorName) } : { id: result.id }
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'P0404'
    if (missing) refuseUnknown('attachment', message.attachments ?? [])
    throw error
  }
}

function viewSent(
  { id: ticketId, version }: TicketState,
  { messageId: id, person, at, mentioned, message: { visibility, body, flag } }: Sending,
  name: string,
): MessageView {
  const author = { id: person.id, name }
  const content = { visibility, author, body, mentions: [...mentioned], attachments: [] }
  return { id, ticketId, version, kind: 'message', ...content, ...(flag && { flag }), at }
}
