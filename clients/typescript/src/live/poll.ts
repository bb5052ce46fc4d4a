import { isPerdureError } from '../errors.js'
import { take } from '../take.js'
import { type Following, type Give, isSignedOut, pauseMs } from './following.js'

const WAIT_SECONDS = 25
const MOST_AT_ONCE = 200
/** How long nobody tries a socket: whatever keeps it away is seldom gone within seconds. */
const POLL_FOR_MS = 60_000

/** The same events without a socket, until it is time to try one again. */
export async function poll(following: Following, onEvent: Give): Promise<void> {
  const { standing, surroundings } = following
  const untilMs = surroundings.nowMs() + POLL_FOR_MS
  standing.enter('polling')
  for (let failed = 0; !standing.isClosed() && surroundings.nowMs() < untilMs; ) {
    try {
      await pollOnce(following, onEvent)
      failed = 0
    } catch (error) {
      if (isSignedOut(error)) return standing.close()
      failed += 1
      await surroundings.sleepMs(pauseMs(failed, surroundings.random()))
    }
  }
}

async function pollOnce(following: Following, onEvent: Give): Promise<void> {
  const { api, places, ownRoom, standing } = following
  const room = [ownRoom, ...places.rooms()]
  const query = { since: places.earliest(), wait: WAIT_SECONDS, limit: MOST_AT_ONCE, room }
  try {
    const { items, nextCursor } = await take(
      api.GET('/events', { params: { query }, signal: standing.closed }),
    )
    for (const event of items) onEvent(event)
    places.moveAll(nextCursor)
  } catch (error) {
    if (!isPerdureError(error, 'cursor_expired')) throw error
    await beginAnew(following)
  }
}

/** What was told is no longer kept: it goes on from now in all rooms. */
async function beginAnew({ api, places, options }: Following): Promise<void> {
  const { nextCursor } = await take(api.GET('/events', {}))
  places.moveAll(nextCursor)
  for (const room of [undefined, ...places.rooms()]) options.onGap?.(room)
}
