import { type Refusal, refusal } from '../../errors.js'
import type { TicketState } from '../state.js'

export function hasOpenSubTickets({ subTickets }: TicketState): boolean {
  return subTickets !== null && subTickets.closed < subTickets.total
}

export function subTicketsOpen(state: TicketState): Refusal | undefined {
  return hasOpenSubTickets(state)
    ? refusal('subtickets_open', 'Some of its sub-tickets are not closed yet.', {
        closed: state.subTickets?.closed,
        total: state.subTickets?.total,
      })
    : undefined
}
