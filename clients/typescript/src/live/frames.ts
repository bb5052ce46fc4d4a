import type { components } from '../frames.js'

type Schemas = components['schemas']

/** What a server says. */
export type ServerFrame = {
  [Name in keyof Schemas]: Schemas[Name] extends { type: infer Type extends string }
    ? Name extends `${string}Event` | 'AckFrame' | 'ErrorFrame' | 'PongFrame'
      ? Schemas[Name] & { type: Type }
      : never
    : never
}[keyof Schemas]

export type Ack = Schemas['AckFrame']
export type ErrorFrame = Schemas['ErrorFrame']
export type Message = Schemas['Message']
export type LiveEvent = Exclude<ServerFrame, { type: 'ack' | 'error' | 'pong' }>
export type LiveEventType = LiveEvent['type']
export type LiveEventFor<T extends LiveEventType> = Extract<LiveEvent, { type: T }>
export type NewChatMessage = Omit<Schemas['ChatSendFrame'], 'type' | 'id' | 'room'>

export type ClientFrame =
  | Schemas['SubscribeFrame']
  | Schemas['UnsubscribeFrame']
  | Schemas['ChatSendFrame']
  | Schemas['ChatTypingFrame']
  | Schemas['ChatReadFrame']
  | Schemas['PingFrame']

/** Whose events have a place to come back to; what passes has none. */
export function cursorIn(event: LiveEvent): string | undefined {
  return 'cursor' in event ? event.cursor : undefined
}
