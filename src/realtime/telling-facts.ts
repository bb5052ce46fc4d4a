import type { Caller, SessionCache } from '../auth/session-cache.js'
import type { AccessClaims } from '../auth/tokens.js'
import type { Database } from '../database/pool.js'
import type { RoomTicket, Told } from '../domain/access/rooms.js'
import { expandEvents } from '../read/events/expand.js'
import { readRoomTickets } from '../read/events/room-tickets.js'
import type { StoredEvent } from '../read/events/stream.js'
import type { Member } from './roster.js'

/** What passes and is not stored: told to whoever is in its rooms. */
export interface Passing extends Told {
  organizationId: string
  rooms: readonly string[]
  /** Whom it is not told: of whom it tells. */
  exceptUserId?: string
}

export type Telling = StoredEvent | Passing

export function isStored(telling: Telling): telling is StoredEvent {
  return 'place' in telling
}

export interface FactDeps {
  db: Database
  sessions: SessionCache
}

/** What is told, and what it is judged by: read at that moment, and only where somebody may get it. */
export interface Facts {
  /** By organization and room; undefined where there is no such ticket. */
  tickets: Map<string, RoomTicket | undefined>
  /** By session; undefined for one that has ended. */
  callers: Map<string, Caller | undefined>
  /** Stored events as they are told, by place; undefined for what is no more. */
  events: Map<number, StoredEvent | undefined>
}

export interface Wanted {
  /** By organization. */
  rooms: Map<string, Set<string>>
  events: Map<string, StoredEvent[]>
  /** By session. */
  claims: Map<string, AccessClaims>
}

type FindMembers = (telling: Telling, room: string) => Iterable<Member>

/** What the facts are still without, for those who are in the rooms now; undefined when nothing. */
export function listWanted(
  tellings: readonly Telling[],
  findMembers: FindMembers,
  facts: Facts,
): Wanted | undefined {
  const wanted: Wanted = { rooms: new Map(), events: new Map(), claims: new Map() }
  for (const telling of tellings) {
    if (telling.type !== 'session:ended') addWanted(wanted, telling, findMembers, facts)
  }
  const { rooms, events, claims } = wanted
  return rooms.size + events.size + claims.size > 0 ? wanted : undefined
}

function addWanted(
  { rooms, events, claims }: Wanted,
  telling: Telling,
  findMembers: FindMembers,
  facts: Facts,
): void {
  const { organizationId } = telling
  let isFollowed = false
  for (const room of telling.rooms) {
    const members = [...findMembers(telling, room)]
    if (members.length === 0) continue
    isFollowed = true
    for (const { claims: its } of members) {
      if (!facts.callers.has(its.sessionId)) claims.set(its.sessionId, its)
    }
    const isTicket = room.startsWith('ticket:')
    if (isTicket && !facts.tickets.has(`${organizationId}/${room}`)) {
      rooms.set(organizationId, (rooms.get(organizationId) ?? new Set<string>()).add(room))
    }
  }
  if (isFollowed && isStored(telling) && !facts.events.has(telling.place)) {
    events.set(organizationId, [...(events.get(organizationId) ?? []), telling])
  }
}

/** Whose session has ended is not among the callers; their socket is closed by whoever looks after sessions. */
export async function readFacts(
  { db, sessions }: FactDeps,
  wanted: Wanted,
  { tickets, callers, events }: Facts,
): Promise<void> {
  const readRooms = [...wanted.rooms].map(async ([organizationId, names]) => {
    const found = await readRoomTickets(db.of(organizationId), names)
    for (const name of names) tickets.set(`${organizationId}/${name}`, found.get(name))
  })
  const readEvents = [...wanted.events].map(async ([organizationId, stored]) => {
    const found = await expandEvents(db.of(organizationId), stored)
    for (const { place } of stored) events.set(place, undefined)
    for (const event of found) events.set(event.place, event)
  })
  const claims = [...wanted.claims.values()]
  const [found] = await Promise.all([sessions.callers(claims), ...readRooms, ...readEvents])
  for (const { sessionId } of claims) callers.set(sessionId, found.get(sessionId))
}
