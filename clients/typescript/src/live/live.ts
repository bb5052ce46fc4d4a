import { isPerdureError } from '../errors.js'
import { take } from '../take.js'
import { follow } from './follow.js'
import type { ClientFrame, LiveEventFor, LiveEventType, Message, NewChatMessage } from './frames.js'
import { createListeners } from './listeners.js'
import type { LiveDeps, LiveOptions, LiveState } from './options.js'
import { createPlaces, type Places } from './places.js'
import { createStanding, type Standing } from './standing.js'

export interface Live {
  on<T extends LiveEventType>(type: T, listener: (event: LiveEventFor<T>) => void): () => void
  /**
   * Follows a room, from here on or from a cursor. Throws where it is not one's own to enter; without a socket nobody
   * says so, and nothing comes.
   */
  enter(room: string, since?: string): Promise<void>
  leave(room: string): void
  /** Says something in a ticket's chat; resolves when it is stored. Sent twice under one id it is said once. */
  say(ticketId: string, message: NewChatMessage, id?: string): Promise<Message>
  typing(ticketId: string): void
  state(): LiveState
  /** Nothing before it was left out. */
  cursor(): string
  close(): void
}

/** Opens a socket and keeps it: what a break has hidden comes after it, in order and once. */
export async function createLive(deps: LiveDeps, options: LiveOptions = {}): Promise<Live> {
  const { api, surroundings } = deps
  const { id: userId } = await take(api.GET('/users/me'))
  const from = options.since ?? (await take(api.GET('/events', {}))).nextCursor
  const places = createPlaces(from)
  const listeners = createListeners()
  const standing = createStanding(options.onState)
  const tell = (frame: ClientFrame) => standing.socket()?.say(frame)
  void follow({ ...deps, options, places, standing, ownRoom: `user:${userId}` }, listeners.give)
  return {
    on: listeners.add,
    enter: (room, since) => enter({ standing, places }, room, since),
    leave: (room) => {
      places.leave(room)
      tell({ type: 'unsubscribe', room })
    },
    say: (ticketId, message, id = surroundings.newKey()) =>
      say(deps, standing, { ticketId, id, message }),
    typing: (ticketId) =>
      tell({ type: 'chat:typing', room: `ticket:${ticketId}`, visibility: 'public' }),
    state: standing.state,
    cursor: places.earliest,
    close: standing.close,
  }
}

async function enter(
  { standing, places }: { standing: Standing; places: Places },
  room: string,
  since: string | undefined,
): Promise<void> {
  const from = () => places.follow(room, since ?? places.earliest())
  const { ask } = standing.socket() ?? {}
  if (ask === undefined) return from()
  try {
    const { cursor } = await ask({ type: 'subscribe', room, ...(since && { since }) })
    places.follow(room, since ?? cursor ?? places.earliest())
  } catch (error) {
    if (!isPerdureError(error, 'unreachable')) throw error
    from() // the next socket goes there
  }
}

/** By the socket where there is one; what it has stored before it ended is given again under the same id. */
async function say(
  { api }: LiveDeps,
  standing: Standing,
  { ticketId, id, message }: { ticketId: string; id: string; message: NewChatMessage },
): Promise<Message> {
  const room = `ticket:${ticketId}`
  try {
    const ack = await standing.socket()?.ask({ type: 'chat:send', id, room, ...message })
    if (ack?.message !== undefined) return ack.message
  } catch (error) {
    if (!isPerdureError(error, 'unreachable')) throw error
  }
  const body = { ...message, clientId: id }
  return take(api.POST('/tickets/{id}/messages', { params: { path: { id: ticketId } }, body }))
}
