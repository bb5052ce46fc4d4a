import { z } from 'zod'
import { ERROR_CODES } from '../../domain/errors.js'
import { timestamp } from '../common.js'
import { message } from '../messages.js'
import { room, streamCursor } from './common.js'
import { EVENT_DATA, PASSING_DATA } from './events.js'

const frameId = z.string().optional().meta({ description: "The id of the client's frame" })

const ack = z
  .strictObject({
    type: z.literal('ack'),
    id: frameId,
    room: room.optional(),
    cursor: streamCursor.optional().meta({
      description: 'From here on the room is followed: what `since` asks for comes after it',
    }),
    message: message.optional().meta({ description: 'As it is stored' }),
    messageId: z.string().optional(),
    unread: z.int().optional(),
  })
  .meta({ id: 'AckFrame', description: 'What was asked for is done' })

const error = z
  .strictObject({
    type: z.literal('error'),
    id: frameId,
    room: z.string().optional().meta({ description: 'As the frame named it' }),
    code: z.enum(ERROR_CODES),
    error: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'ErrorFrame', description: 'What was asked for is refused; the socket stays open' })

const pong = z.strictObject({ type: z.literal('pong') }).meta({ id: 'PongFrame' })

/** `ticket:created` becomes `TicketCreated`. */
function nameType(type: string): string {
  return type.replace(/(^|[:_])(\w)/g, (_whole, _mark, letter: string) => letter.toUpperCase())
}

/** An event as frames and `GET /events` have it: the room is left out of what is for its reader alone. */
function describeEvent(type: string, data: z.ZodType) {
  return z
    .strictObject({
      type: z.literal(type),
      room: room.optional(),
      cursor: streamCursor,
      at: timestamp,
      data,
    })
    .meta({ id: `${nameType(type)}Event` })
}

function describePassing(type: string, data: z.ZodType) {
  return z
    .strictObject({ type: z.literal(type), room, at: timestamp, data })
    .meta({ id: `${nameType(type)}Event`, description: 'Not stored, and so without a cursor' })
}

const events = Object.entries(EVENT_DATA).map(([type, data]) => describeEvent(type, data))
const passing = Object.entries(PASSING_DATA).map(([type, data]) => describePassing(type, data))

/** What is stored, and comes again to whoever asks for it by a cursor. */
export const streamEvent = z
  .discriminatedUnion('type', events as [(typeof events)[number]]) // there are some
  .meta({ id: 'StreamEvent' })
export type StreamEventView = z.infer<typeof streamEvent>

const [firstEvent, ...otherEvents] = [...events, ...passing]
/** What a server may send. */
export const serverFrame = z.discriminatedUnion('type', [
  ack,
  error,
  pong,
  ...(firstEvent === undefined ? [] : [firstEvent, ...otherEvents]),
])
export type Ack = z.infer<typeof ack>
export type ErrorFrame = z.infer<typeof error>
