import { z } from 'zod'
import { id, text } from '../common.js'
import { newMessage } from '../messages.js'
import { room, streamCursor, ticketRoom } from './common.js'

/** Of the client's own choice; the answer to the frame bears it. */
const frameId = text(100)

const subscribe = z
  .strictObject({
    type: z.literal('subscribe'),
    id: frameId.optional(),
    room,
    since: streamCursor.optional(),
  })
  .meta({
    id: 'SubscribeFrame',
    description:
      'Enter a room. With `since`, what it was told after that cursor comes first, in order and once',
  })

const unsubscribe = z
  .strictObject({ type: z.literal('unsubscribe'), id: frameId.optional(), room })
  .meta({ id: 'UnsubscribeFrame', description: 'Leave a room' })

const { body, visibility, attachments, flag } = newMessage.shape

const chatSend = z
  .strictObject({
    type: z.literal('chat:send'),
    id: frameId,
    room: ticketRoom,
    ...{ body, visibility, attachments, flag },
  })
  .meta({
    id: 'ChatSendFrame',
    description:
      'Say something in a chat. It is stored when the `ack` comes; the same `id` again gives the message that is there',
  })

const chatTyping = z
  .strictObject({
    type: z.literal('chat:typing'),
    id: frameId.optional(),
    room: ticketRoom,
    visibility,
  })
  .meta({
    id: 'ChatTypingFrame',
    description: 'I am writing; `internal` tells those alone who read internal messages',
  })

const chatRead = z
  .strictObject({
    type: z.literal('chat:read'),
    id: frameId.optional(),
    room: ticketRoom,
    messageId: id,
  })
  .meta({ id: 'ChatReadFrame', description: 'Mark the chat as read up to a message' })

const ping = z
  .strictObject({ type: z.literal('ping') })
  .meta({ id: 'PingFrame', description: 'Answered by a `pong`' })

/** What a client may send. */
export const clientFrame = z.discriminatedUnion('type', [
  subscribe,
  unsubscribe,
  chatSend,
  chatTyping,
  chatRead,
  ping,
])
export type ClientFrame = z.infer<typeof clientFrame>
export type ClientFrameFor<T extends ClientFrame['type']> = Extract<ClientFrame, { type: T }>
