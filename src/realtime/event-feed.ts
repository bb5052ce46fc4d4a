import type { Caller } from '../auth/session-cache.js'
import { writeCursor } from '../contracts/realtime/common.js'
import type { EventQuery } from '../contracts/realtime/event-query.js'
import type { StreamEventView } from '../contracts/realtime/server-frames.js'
import type { Database } from '../database/pool.js'
import { mayReceive, parseRoom } from '../domain/access/rooms.js'
import { expandEvents } from '../read/events/expand.js'
import { requirePlace } from '../read/events/require-place.js'
import { readRoomTickets } from '../read/events/room-tickets.js'
import { readPlaceBefore, readStretchFor, type StoredEvent } from '../read/events/stream.js'
import type { Listener } from './listener.js'

const LOOK_THROUGH = 500
/** A page that has found nothing in so many events says how far it has come, and is asked for again. */
const LOOKS = 4
const LOOK_AGAIN_MS = 1_000

interface FeedDeps {
  db: Database
  listener: Listener
  now: () => number
}

interface EventPage {
  items: StreamEventView[]
  nextCursor: string
}

export interface EventFeed {
  /** What this one would be told in these rooms, or in all of theirs; `gone` is when nobody waits any more. */
  list(caller: Caller, query: EventQuery, gone: AbortSignal): Promise<EventPage>
  /** Lets go of all who wait. */
  stop(): void
}

/** The same events as sockets get, by the same permissions, for who has none. */
export function createEventFeed({ db, listener, now }: FeedDeps): EventFeed {
  const waiting = new Set<() => void>()
  let isStopped = false
  const wakeAll = () => {
    for (const wake of waiting) wake()
  }
  listener.on('numbered', wakeAll)

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        waiting.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      waiting.add(wake)
    })
  }

  return {
    list: async (caller, { since = '', wait: seconds, limit, ...query }, gone) => {
      const rooms = query.room === undefined ? undefined : new Set(query.room)
      const until = now() + seconds * 1_000
      let place = await findStart(db, caller.organizationId, since, limit)
      for (;;) {
        const page = await look(db, caller, { place, limit, rooms })
        const left = until - now()
        const isOver = page.items.length > 0 || page.hasMore || left <= 0
        if (isOver || isStopped || gone.aborted) {
          return { items: page.items, nextCursor: writeCursor(page.to) }
        }
        place = page.to
        await wait(Math.min(left, LOOK_AGAIN_MS))
      }
    },
    stop: () => {
      isStopped = true
      wakeAll()
    },
  }
}

async function findStart(
  db: Database,
  organizationId: string,
  since: string,
  limit: number,
): Promise<number> {
  if (since === '') return readPlaceBefore(db.of(organizationId), limit)
  return requirePlace(db, since)
}

interface Looking {
  place: number
  limit: number
  rooms: ReadonlySet<string> | undefined
}

async function look(
  db: Database,
  caller: Caller,
  { place, limit, rooms }: Looking,
): Promise<{ items: StreamEventView[]; to: number; hasMore: boolean }> {
  const items: StreamEventView[] = []
  let to = place
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const stretch = await readStretchFor(db.of(caller.organizationId), to, LOOK_THROUGH)
    const concerned = stretch.events.filter((event) => listRooms(event, caller, rooms).length > 0)
    const found = await judge(db, caller, concerned, rooms)
    const room = limit - items.length
    items.push(...found.slice(0, room).map(({ view }) => view))
    if (found.length > room) return { items, to: found[room - 1]?.place ?? to, hasMore: true }
    to = stretch.to
    if (!stretch.hasMore || items.length === limit) {
      return { items, to, hasMore: stretch.hasMore }
    }
  }
  return { items, to, hasMore: true }
}

/** Those of an event's rooms that may be the caller's, before anything is read of them. */
function listRooms(
  { rooms }: StoredEvent,
  { person }: Caller,
  wanted: ReadonlySet<string> | undefined,
): string[] {
  return rooms.filter((name) => {
    if (wanted !== undefined && !wanted.has(name)) return false
    return !name.startsWith('user:') || name === `user:${person.id}`
  })
}

async function judge(
  db: Database,
  caller: Caller,
  events: readonly StoredEvent[],
  wanted: ReadonlySet<string> | undefined,
): Promise<{ place: number; view: StreamEventView }[]> {
  const of = db.of(caller.organizationId)
  const names = new Set(events.flatMap((event) => listRooms(event, caller, wanted)))
  const [tickets, told] = await Promise.all([readRoomTickets(of, names), expandEvents(of, events)])
  return told.flatMap((event) => {
    const room = listRooms(event, caller, wanted).find((name) => {
      const parsed = parseRoom(name)
      return parsed !== undefined && mayReceive(event, parsed, caller.person, tickets.get(name))
    })
    return room === undefined ? [] : [{ place: event.place, view: toView(event, room) }]
  })
}

function toView({ type, place, at, data }: StoredEvent, room: string): StreamEventView {
  const shown = room.startsWith('user:') ? {} : { room }
  return { type, ...shown, cursor: writeCursor(place), at, data }
}
