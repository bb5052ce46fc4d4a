import type { Clock } from '../../../sla/sla.js'
import { type Broadcast, ticketRooms } from '../../outcome/broadcast.js'
import type { TicketState } from '../../state.js'

export function broadcastClock(
  type: 'sla:warning' | 'sla:breached',
  state: TicketState,
  clock: Clock,
): Broadcast[] {
  const { id, number } = state
  return [{ type, rooms: ticketRooms(state), data: { id, number, clock } }]
}
