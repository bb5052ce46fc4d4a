import { CLOCKS, type Clock } from '../sla/clock.js'
import { findUnanswered } from '../sla/next-response.js'
import { dueAt } from '../sla/sla.js'
import type { TicketEvent } from '../ticket/events.js'
import type { TicketState } from '../ticket/state.js'
import type { LoggedEvents } from './domain-event.js'
import { findTicketEventName, opensTicket } from './ticket-event-names.js'

type Happened = LoggedEvents['happened'][number]

/** What a ticket's event is to those who act upon it. A draft is nobody else's business. */
export function listTicketEvents(
  before: TicketState,
  event: TicketEvent,
  after: TicketState,
): Happened[] {
  if (after.status === 'draft' || event.type === 'notify') return [] // it changes nothing
  const isNew = before.status === 'draft'
  const name = findTicketEventName(event.type)
  const clock = 'clock' in event ? { clock: event.clock } : {}
  const percent = event.type === 'warn_sla' ? { percent: event.percent } : {}
  const level = event.type === 'escalate' ? nameLevel(event) : {}
  return [
    ...(isNew ? [{ name: 'ticket.created' as const }] : []),
    ...(name === undefined ? [] : [{ name, ...clock, ...percent, ...level }]),
    ...(opensTicket(event.type, before.status) ? [{ name: 'ticket.opened' as const }] : []),
    ...(event.late ?? []).map((late) => ({ name: 'sla.breached' as const, clock: late })),
    ...listMetClocks(before, event, after).map((met) => ({
      ...{ name: 'sla.met' as const, clock: met },
    })),
    ...(isNew ? [] : [{ name: 'ticket.updated' as const }]),
  ]
}

/** A webhook that a level names hears of it, whatever else it asks for. */
function nameLevel({ level, webhookId }: TicketEvent<'escalate'>) {
  return webhookId === undefined ? { level } : { level, webhookId }
}

/** What an undo brings back was met before. */
function listMetClocks(before: TicketState, event: TicketEvent, after: TicketState): Clock[] {
  if (event.type === 'undo') return []
  return CLOCKS.filter((clock) => isMet(clock, after) && mayBeMet(clock, before))
}

/** A word is answered once, whatever is promised since. */
function mayBeMet(clock: Clock, before: TicketState): boolean {
  if (clock === 'next_response') return findUnanswered(before.sla) !== undefined
  return !isMet(clock, before)
}

/** A first response from before the assignment meets its clock as that begins. */
function isMet(clock: Clock, { sla, status }: TicketState): boolean {
  if (dueAt(sla, clock) === null || sla.breaches.includes(clock)) return false
  if (clock === 'first_response') return sla.firstResponseAt !== null
  if (clock === 'next_response') return findUnanswered(sla) === undefined
  return sla.wasMet !== true && (status === 'resolved' || status === 'closed')
}
