import type { TicketState } from '../state.js'

/** What the system says in a ticket's chat; `{name}` stands for the user's name. */
export interface SystemMessage {
  body: string
  userId: string | null
}

export function sayPlainly(body: string): SystemMessage {
  return { body, userId: null }
}

/** Who left and who joined between two states. */
export function sayWhoMoved(before: TicketState, after: TicketState): SystemMessage[] {
  const were = before.participants.map(({ userId }) => userId)
  const are = after.participants.map(({ userId }) => userId)
  return [
    ...were
      .filter((id) => !are.includes(id))
      .map((userId) => ({ body: '{name} left the chat.', userId })),
    ...are
      .filter((id) => !were.includes(id))
      .map((userId) => ({ body: '{name} joined the chat.', userId })),
  ]
}
