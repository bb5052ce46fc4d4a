import { writeCursor } from '../contracts/realtime/common.js'
import { mayReceive, parseRoom } from '../domain/access/rooms.js'
import { CLOSE_CODES, type Following, type Member, type Roster } from './roster.js'
import {
  type FactDeps,
  type Facts,
  isStored,
  listWanted,
  readFacts,
  type Telling,
} from './telling-facts.js'

export interface Teller {
  /** To all who are live in its rooms, in order; `then` runs before anything else can happen. */
  tell(tellings: readonly Telling[], then?: () => void): Promise<void>
  /** To one who catches up with `room`, what they have not had yet. */
  tellMember(member: Member, room: string, tellings: readonly Telling[]): Promise<void>
}

interface TellerDeps extends FactDeps {
  roster: Roster
  onError: (error: unknown) => void
}

/** Tells events to the sockets of this process. Permission is judged here, on what the database says at this moment. */
export function createTeller(deps: TellerDeps): Teller {
  const { roster } = deps
  return {
    tell: (tellings, then = () => {}) =>
      tellAll(
        deps,
        tellings,
        ({ organizationId }, room) => roster.in(organizationId, room),
        (telling, facts) => giveToAll(telling, facts, roster),
        then,
      ),
    tellMember: (member, room, tellings) =>
      tellAll(
        deps,
        tellings,
        (_telling, name) => (member.rooms.has(name) ? [member] : []),
        (telling, facts) => {
          const isNew = !hasHad(telling, member, room, facts, roster.position)
          if (isNew && isFor(telling, member, room, facts)) member.send(createWriter(telling)(room))
        },
        () => {},
      ),
  }
}

async function tellAll(
  deps: TellerDeps,
  tellings: readonly Telling[],
  findMembers: (telling: Telling, room: string) => Iterable<Member>,
  give: (telling: Telling, facts: Facts) => void,
  then: () => void,
): Promise<void> {
  const facts: Facts = { tickets: new Map(), callers: new Map(), events: new Map() }
  // whoever comes in while facts are read is looked up as well, so that nobody is passed over
  for (;;) {
    const wanted = listWanted(tellings, findMembers, facts)
    if (wanted === undefined) break
    await readFacts(deps, wanted, facts)
  }
  for (const telling of tellings) {
    try {
      const told = isStored(telling) ? findTold(telling, facts) : telling
      if (told !== undefined) give(told, facts)
    } catch (error) {
      deps.onError(error) // one that can't be told must not hold up the others
    }
  }
  then()
}

function findTold(event: Extract<Telling, { place: number }>, { events }: Facts) {
  return event.type === 'session:ended' ? event : events.get(event.place)
}

function giveToAll(telling: Telling, facts: Facts, roster: Roster): void {
  const { organizationId, rooms } = telling
  const given = new Set<Member>()
  const write = createWriter(telling)
  for (const room of rooms) {
    for (const member of roster.in(organizationId, room)) {
      if (given.has(member) || !isDue(telling, member, room)) continue
      if (!isFor(telling, member, room, facts)) continue
      given.add(member)
      if (!hasHad(telling, member, room, facts, roster.position)) member.send(write(room))
    }
  }
  if (telling.type === 'session:ended') endSessions(telling, roster)
}

/** Who is still catching up, or has caught up with this one, is not told it now. */
function isDue(telling: Telling, member: Member, room: string): boolean {
  if (!isStored(telling)) return true
  const following = member.rooms.get(room)
  return following?.isLive === true && telling.place > following.to
}

function isFor(telling: Telling, member: Member, name: string, facts: Facts): boolean {
  const room = parseRoom(name)
  const isAbout = 'exceptUserId' in telling && telling.exceptUserId === member.claims.userId
  if (room === undefined || isAbout) return false
  if (telling.type === 'session:ended') return true // those hear of it whom it ends
  const caller = facts.callers.get(member.claims.sessionId)
  if (caller === undefined) return false
  const ticket = facts.tickets.get(`${telling.organizationId}/${name}`)
  return mayReceive(telling, room, caller.person, ticket)
}

/** An event goes to several rooms, and to each socket once: whether it came by another one, live or by catching up. */
function hasHad(
  telling: Telling,
  member: Member,
  room: string,
  facts: Facts,
  position: number,
): boolean {
  if (!isStored(telling)) return false
  return telling.rooms.some((other) => {
    const following = other === room ? undefined : member.rooms.get(other)
    if (following === undefined || !covers(following, telling.place, position)) return false
    return isFor(telling, member, other, facts)
  })
}

function covers({ from, to, isLive }: Following, place: number, position: number): boolean {
  return from < place && place <= (isLive ? Math.max(to, position) : to)
}

/** The same text for all who get it by the same room; their own room is left out. */
function createWriter(telling: Telling): (room: string) => string {
  const { type, at, data } = telling
  const cursor = isStored(telling) ? { cursor: writeCursor(telling.place) } : {}
  const texts = new Map<string, string>()
  return (room) => {
    const shown = room.startsWith('user:') ? {} : { room }
    const text = texts.get(room) ?? JSON.stringify({ type, ...shown, ...cursor, at, data })
    texts.set(room, text)
    return text
  }
}

function endSessions({ organizationId, rooms, data }: Telling, roster: Roster): void {
  for (const room of rooms) {
    for (const member of [...roster.in(organizationId, room)]) {
      const isEnded = data.sessionId === null || data.sessionId === member.claims.sessionId
      if (isEnded) member.end(CLOSE_CODES.sessionEnded, 'the session has ended')
    }
  }
}
