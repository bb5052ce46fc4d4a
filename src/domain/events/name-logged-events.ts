import { isEventType } from '../ticket/events.js'
import type { Status } from '../ticket/status.js'
import type { DomainEventName } from './domain-event.js'
import { findTicketEventName, opensTicket } from './ticket-event-names.js'

/** What an event of a ticket is to those who act upon it, as far as its row tells: which clocks it has met, states tell alone. */
export function nameLoggedEvents({
  type,
  from,
  to,
}: {
  type: string
  from: Status | null
  to: Status
}): DomainEventName[] {
  if (to === 'draft' || type === 'notify' || !isEventType(type)) return []
  const isNew = from === null || from === 'draft'
  const name = findTicketEventName(type)
  return [
    ...(isNew ? (['ticket.created'] as const) : []),
    ...(name === undefined ? [] : [name]),
    ...(opensTicket(type, from) ? (['ticket.opened'] as const) : []),
    ...(isNew ? [] : (['ticket.updated'] as const)),
  ]
}
