import { take } from '../take.js'
import { type Following, type Give, isSignedOut, pauseMs } from './following.js'
import type { ErrorFrame } from './frames.js'
import { poll } from './poll.js'
import { returnToRooms } from './return-to-rooms.js'
import { openSocket } from './socket.js'

/** So many sockets in vain, and the long poll takes over between tries. */
const TRIES_BEFORE_POLLING = 3
/** 4401: whoever is signed out stays out. */
const SIGNED_OUT = 4401

/** Gives what happens until it is closed: by a socket, or by the long poll between tries of one. */
export async function follow(following: Following, onEvent: Give): Promise<void> {
  const { standing, places, surroundings } = following
  const give: Give = (event) => {
    if (!standing.isClosed() && places.isNew(event)) onEvent(event)
  }
  for (let failed = 0; !standing.isClosed(); ) {
    try {
      const code = await followSocket(following, give)
      if (code === SIGNED_OUT) standing.close()
      failed = 0
      standing.enter('connecting')
    } catch (error) {
      if (isSignedOut(error)) standing.close()
      failed += 1
    }
    if (standing.isClosed()) return
    if (failed >= TRIES_BEFORE_POLLING) await poll(following, give)
    else await surroundings.sleepMs(pauseMs(failed, surroundings.random()))
  }
}

/** One socket to its end; gives the code that it was closed with. Throws where it could not be opened. */
async function followSocket(following: Following, onEvent: Give): Promise<number> {
  const { api, baseUrl, surroundings, options, places, standing } = following
  const { token } = await take(api.POST('/realtime/token', {}))
  const query = new URLSearchParams({ token, since: places.place(undefined) ?? '' })
  const open = options.openSocket ?? ((address: string) => new WebSocket(address))
  let onClosed: (code: number) => void = () => undefined
  const ended = new Promise<number>((resolve) => {
    onClosed = resolve
  })
  const socket = await openSocket({
    socket: open(`${baseUrl.replace(/^http/, 'ws')}/realtime?${query}`),
    onEvent,
    onRefused: (refused) => void renewOwnPlace(following, refused).catch(() => undefined),
    onClosed: (code) => onClosed(code),
    newId: surroundings.newKey,
  })
  standing.seat(socket)
  try {
    await returnToRooms(following, socket)
    if (standing.isClosed()) socket.close()
    standing.enter('socket')
    return await ended
  } catch (error) {
    socket.close()
    throw error
  } finally {
    standing.seat(undefined)
  }
}

/** What was told to oneself is no longer kept: the server goes on from now, and so does the place. */
async function renewOwnPlace(
  { api, ownRoom, places, options }: Following,
  { code, room }: ErrorFrame,
): Promise<void> {
  if (code !== 'cursor_expired' || room !== ownRoom) return
  places.follow(undefined, (await take(api.GET('/events', {}))).nextCursor)
  options.onGap?.(undefined)
}
