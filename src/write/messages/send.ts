import type { MessageView, NewMessage } from '../../contracts/messages.js'
import type { Database } from '../../database/pool.js'
import { findClockEvent, judgeMessage } from '../../domain/access/chat.js'
import type { Mentioned } from '../../domain/access/mentions.js'
import type { Person } from '../../domain/people.js'
import type { KnownCalendar } from '../../domain/sla/calendar.js'
import { createChange, type TicketChange } from '../../domain/ticket/change.js'
import { notifyUsers } from '../../domain/ticket/outcome/notifications.js'
import { refuseUnknown } from '../../domain/ticket/refusals.js'
import type { TicketState } from '../../domain/ticket/state.js'
import type { Origin } from '../audit/record.js'
import { refuseUnfitAttachments } from '../tickets/references.js'

export interface Sending {
  organizationId: string
  person: Person
  origin: Origin
  /** The same work, or the same `clientId`, is sent once. */
  workId: string
  at: string
  /** The event that brought the ticket there, of a state that was not read just now. */
  eventId?: string
  /** What made them say it, if anything. */
  by?: 'mail'
  message: NewMessage
  /** Those of whom it speaks, among those who read it. */
  mentioned: readonly Mentioned[]
}

/** What only the statement knows that wrote it. */
interface Written {
  id: string
  at: string
  authorName: string
}

type Answer = ({ kind: 'sent' } & Written) | { kind: 'known'; id: string } | { kind: 'behind' }

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
  })
  const change = await findClockChange(db, state, sending)
  try {
    const result = await db.call<Answer>('send_message', {
      organizationId: sending.organizationId,
      ticketId: state.id,
      workId: sending.workId,
      seq: state.seq,
      version: state.version,
      actor: { kind: 'user', id: person.id, ...(sending.by && { by: sending.by }) },
      origin: sending.origin,
      at,
      ...(sending.eventId === undefined ? {} : { eventId: sending.eventId }),
      ...message,
      mentions,
      notifications: mentions.length === 0 ? [] : [notifyUsers('mention', ...mentions)],
      ...(change === undefined ? {} : { change }),
    })
    if (result.kind === 'behind') return undefined
    const isWhole = result.kind === 'sent' && message.attachments.length === 0
    return isWhole ? { view: viewSent(state, sending, result) } : { id: result.id }
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'P0404'
    if (missing) refuseUnknown('attachment', message.attachments ?? [])
    throw error
  }
}

/** What the message is to the ticket's clocks. When an answer is due is counted by their calendar. */
async function findClockChange(
  db: Database,
  state: TicketState,
  { organizationId, person, message, at }: Sending,
): Promise<TicketChange | undefined> {
  const type = findClockEvent(state, person, message.visibility)
  if (type === undefined) return undefined
  const { calendar } = state.sla
  if (type !== 'requester_message' || calendar === undefined)
    return createChange(state, { type, at })
  const found = await db
    .of(organizationId)
    .query<{ known: KnownCalendar[] }>('SELECT calendar_facts($1, $2::jsonb) AS known', [
      JSON.stringify([calendar]),
    ])
  return createChange(state, { type, at }, found[0]?.known)
}

function viewSent(
  { id: ticketId, version }: TicketState,
  { person, mentioned, message: { visibility, body, flag } }: Sending,
  { id, at, authorName: name }: Written,
): MessageView {
  const author = { id: person.id, name }
  const content = { visibility, author, body, mentions: [...mentioned], attachments: [] }
  return { id, ticketId, version, kind: 'message', ...content, ...(flag && { flag }), at }
}
