import { isPerdureError, PerdureError } from '../errors.js'
import type { Following } from './following.js'
import type { Ack } from './frames.js'
import type { OpenSocket } from './socket.js'

/** A server takes so many frames at once, and then so many a second. */
const AT_ONCE = 20
const WAIT_MS = 1_000
/** Refusals that say nothing of the room. */
const PASSING = ['unreachable', 'rate_limited', 'internal', 'unavailable']

/** Back into all rooms, each from its place on; one that was lost meanwhile is left. */
export async function returnToRooms(following: Following, socket: OpenSocket): Promise<void> {
  const rooms = following.places.rooms()
  for (let first = 0; first < rooms.length; first += AT_ONCE) {
    const some = rooms.slice(first, first + AT_ONCE)
    await Promise.all(some.map((room) => comeBack(following, socket, room)))
  }
}

async function comeBack(following: Following, socket: OpenSocket, room: string): Promise<void> {
  const { places, options } = following
  try {
    await subscribe(following, socket, { room, since: places.place(room) })
  } catch (error) {
    if (!isPerdureError(error, 'cursor_expired')) return leaveLost(following, room, error)
    const { cursor } = await subscribe(following, socket, { room })
    if (cursor !== undefined) places.follow(room, cursor)
    options.onGap?.(room)
  }
}

function leaveLost({ places }: Following, room: string, error: unknown): void {
  if (!(error instanceof PerdureError) || PASSING.includes(error.code)) throw error
  places.leave(room)
}

async function subscribe(
  { surroundings }: Following,
  { ask }: OpenSocket,
  { room, since }: { room: string; since?: string | undefined },
): Promise<Ack> {
  for (;;) {
    try {
      return await ask({ type: 'subscribe', room, ...(since === undefined ? {} : { since }) })
    } catch (error) {
      if (!isPerdureError(error, 'rate_limited')) throw error
      await surroundings.sleepMs(WAIT_MS)
    }
  }
}
