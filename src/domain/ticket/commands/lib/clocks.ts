import type { Clock } from '../../../sla/clock.js'
import { dueAt } from '../../../sla/sla.js'
import { type Broadcast, ticketRooms } from '../../outcome/broadcast.js'
import type { TicketState } from '../../state.js'

/** Which clock a deadline of it is about. */
export interface ClockPayload {
  clock: Clock
}

/** A step of a clock, and the date that it is about: the ticket may have another one by the time that it is told. */
export interface ClockEvent {
  clock: Clock
  dueAt: string
}

/** Undefined where no such step is owed. */
export function stepClock({ deadlines, sla }: TicketState, clock: Clock): ClockEvent | undefined {
  const date = dueAt(sla, clock)
  return deadlines[clock] === undefined || date === null ? undefined : { clock, dueAt: date }
}

export function broadcastClock(
  type: 'sla:warning' | 'sla:breached',
  state: TicketState,
  clock: Clock,
): Broadcast[] {
  const { id, number } = state
  return [{ type, rooms: ticketRooms(state), data: { id, number, clock } }]
}
