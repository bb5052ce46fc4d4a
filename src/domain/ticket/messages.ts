import type { TicketEvent } from './events.js'
import { subTicketNumber } from './evolve/sub-tickets.js'
import type { TicketState } from './state.js'

/** What the chat is told by the system; `{name}` stands for the user's name. */
export interface SystemMessage {
  body: string
  userId: string | null
}

const CHANGES = {
  progressed: null,
  closed: 'was closed',
  reopened: 'was reopened',
  withdrawn: 'was withdrawn',
  deleted: 'was deleted',
} as const

/** People who come and go, and what becomes of sub-tickets. A draft has no room. */
export function systemMessagesOf(
  before: TicketState,
  event: TicketEvent,
  after: TicketState,
): SystemMessage[] {
  switch (event.type) {
    case 'split':
      return event.children.map(({ n }) =>
        plain(`Sub-ticket ${subTicketNumber(after, n)} was added.`),
      )
    case 'subtickets_progressed':
    case 'subtickets_closed':
    case 'subticket_reopened': {
      const said = CHANGES[event.change]
      return said === null ? [] : [plain(`Sub-ticket ${event.number} ${said}.`)]
    }
    case 'reopen':
      return [plain(`The ticket was reopened: life ${after.version} begins.`)]
    case 'submit':
      return []
    default:
      return comingAndGoing(before, after)
  }
}

function plain(body: string): SystemMessage {
  return { body, userId: null }
}

function comingAndGoing(before: TicketState, after: TicketState): SystemMessage[] {
  const ids = ({ participants }: TicketState) => participants.map(({ userId }) => userId)
  const [were, are] = [ids(before), ids(after)]
  return [
    ...were
      .filter((id) => !are.includes(id))
      .map((userId) => ({ body: '{name} left the chat.', userId })),
    ...are
      .filter((id) => !were.includes(id))
      .map((userId) => ({ body: '{name} joined the chat.', userId })),
  ]
}
