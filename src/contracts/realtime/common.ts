import { z } from 'zod'

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

export const room = z
  .string()
  .toLowerCase()
  .regex(new RegExp(`^(?:moderators|(?:ticket|department|user):${UUID})$`), 'must name a room')
  .meta({
    id: 'Room',
    description: '`ticket:<id>`, `department:<id>`, `moderators`, or my own, `user:<id>`',
    example: 'moderators',
  })

export const ticketRoom = z
  .string()
  .toLowerCase()
  .regex(new RegExp(`^ticket:${UUID}$`), "must name a ticket's room")
  .meta({ id: 'TicketRoom', description: '`ticket:<id>`' })

/** As many digits as compare rightly as texts, and as numbers. */
export const CURSOR_DIGITS = 15

export const streamCursor = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a cursor that a frame or an answer has given')
  .meta({ id: 'Cursor', description: 'A place in the stream of events; later ones are greater' })

export function writeCursor(place: number): string {
  return String(place).padStart(CURSOR_DIGITS, '0')
}
