import type { Caller, SessionCache } from '../auth/session-cache.js'
import { writeCursor } from '../contracts/realtime/common.js'
import type { EventQuery } from '../contracts/realtime/event-query.js'
import type { StreamEventView } from '../contracts/realtime/server-frames.js'
import type { Database } from '../database/pool.js'
import { mayReceive, parseRoom } from '../domain/access/rooms.js'
import { refuse } from '../domain/errors.js'
import { expandEvents } from '../read/events/expand.js'
import { requirePlace } from '../read/events/require-place.js'
import { readRoomTickets } from '../read/events/room-tickets.js'
import {
  readPlaceBefore,
  readStretchFor,
  type StoredEvent,
  type Stretch,
} from '../read/events/stream.js'
import { createCount } from './count.js'
import type { Listener } from './listener.js'
import { startWaiters } from './waiters.js'

const LOOK_THROUGH = 500
/** A page that has found nothing in so many events says how far it has come, and is asked for again. */
const LOOKS = 4
const POLLS_PER_USER = 10

interface FeedDeps {
  db: Database
  listener: Listener
  sessions: SessionCache
  now: () => number
  onError: (error: unknown) => void
}

interface EventPage {
  items: StreamEventView[]
  nextCursor: string
}

export interface EventFeed {
  /**
   * What this one would be told in these rooms, or in all of theirs; `gone` is when nobody waits any more. Throws
   * `unauthenticated` when their session ends meanwhile, `rate_limited` for more than one person may wait for.
   */
  list(caller: Caller, query: EventQuery, gone: AbortSignal): Promise<EventPage>
  /** Lets go of all who wait. */
  stop(): Promise<void>
}

/** The same events as sockets get, by the same permissions, for who has none. */
export function createEventFeed(deps: FeedDeps): EventFeed {
  const { db, sessions, now } = deps
  const waiters = startWaiters(deps)
  const read = shareReads(db)
  const polls = createCount()
  let isStopped = false

  async function follow(asker: Caller, query: EventQuery, gone: AbortSignal): Promise<EventPage> {
    const { since = '', wait: seconds, limit } = query
    const { organizationId, sessionId, person } = asker
    const rooms = query.room === undefined ? undefined : new Set(query.room)
    const until = now() + seconds * 1_000
    let caller = asker
    let place = await findStart(db, organizationId, since, limit)
    for (;;) {
      const page = await look(db, read, caller, { place, limit, rooms })
      const left = until - now()
      const isOver = page.items.length > 0 || page.hasMore || left <= 0
      if (isOver || isStopped || gone.aborted) {
        return { items: page.items, nextCursor: writeCursor(page.to) }
      }
      place = page.to
      await waiters.wait({ organizationId, place, ms: left, gone })
      // who they are may be another matter by now
      caller = await sessions.caller({ organizationId, sessionId, userId: person.id })
    }
  }

  async function takePlace<T>(userId: string, work: () => Promise<T>): Promise<T> {
    if (polls.get(userId) >= POLLS_PER_USER) {
      refuse('rate_limited', `Somebody waits for events at most ${POLLS_PER_USER} times at once.`)
    }
    polls.add(userId, 1)
    try {
      return await work()
    } finally {
      polls.add(userId, -1)
    }
  }

  return {
    list: (caller, query, gone) => {
      const work = () => follow(caller, query, gone)
      return query.wait === 0 ? work() : takePlace(caller.person.id, work)
    },
    stop: () => {
      isStopped = true
      return waiters.stop()
    },
  }
}

type ReadStretch = (organizationId: string, after: number) => Promise<Stretch>

/** Whoever is woken by the same events reads them together. */
function shareReads(db: Database): ReadStretch {
  const reads = new Map<string, Promise<Stretch>>()
  return (organizationId, after) => {
    const name = `${organizationId}/${after}`
    const reading =
      reads.get(name) ??
      readStretchFor(db.of(organizationId), after, LOOK_THROUGH).finally(() => reads.delete(name))
    reads.set(name, reading)
    return reading
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
  read: ReadStretch,
  caller: Caller,
  { place, limit, rooms }: Looking,
): Promise<{ items: StreamEventView[]; to: number; hasMore: boolean }> {
  const items: StreamEventView[] = []
  let to = place
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const stretch = await read(caller.organizationId, to)
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
