import type { TicketState } from '../state.js'

/** What sockets get: one frame, and the rooms that it goes to. */
export interface Broadcast {
  type: string
  rooms: string[]
  data: Record<string, unknown>
}

/** Everyone who follows the ticket, its department, or all tickets. */
export function ticketRooms({ id, departmentId }: TicketState): string[] {
  return [
    `ticket:${id}`,
    ...(departmentId === null ? [] : [`department:${departmentId}`]),
    'moderators',
  ]
}
