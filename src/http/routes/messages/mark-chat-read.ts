import { requireChat } from '../../../domain/access/chat.js'
import { countUnreadMessages } from '../../../read/messages/count-unread.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { markMessagesRead } from '../../../write/messages/mark-read.js'
import type { Asking } from '../../env.js'

/** Up to a message, and what is still unread behind it. */
export async function markChatRead(
  asking: Asking,
  ref: string,
  messageId: string,
): Promise<{ messageId: string; unread: number }> {
  const db = asking.get('db')
  const { person } = asking.get('caller')
  const state = await findTicketState(db, person, ref)
  requireChat(state, person)
  const mark = await markMessagesRead(db, state.id, person.id, messageId)
  return { messageId: mark, unread: await countUnreadMessages(db, state, person) }
}
