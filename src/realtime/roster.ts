import type { Caller } from '../auth/session-cache.js'
import type { AccessClaims } from '../auth/tokens.js'
import { createCount } from './count.js'

/** As 4 · Realtime names them; browsers see no other reason. */
export const CLOSE_CODES = {
  goingAway: 1001,
  flooded: 1008,
  sessionEnded: 4401,
  tooSlow: 4408,
} as const
export type CloseCode = (typeof CLOSE_CODES)[keyof typeof CLOSE_CODES]

/** What of a room's events a member has had: after `from`, up to `to`, and beyond that all of them once it is live. */
export interface Following {
  from: number
  to: number
  isLive: boolean
  /** The place from which it was asked for again, while that is being told. */
  backTo?: number | undefined
}

/** An open socket, as those see it who tell it something. */
export interface Member {
  readonly claims: AccessClaims
  /** As last read. */
  caller: Caller
  /** The rooms that it is in, by name. */
  readonly rooms: Map<string, Following>
  isOpen(): boolean
  send(frame: string): void
  /** Resolves when little is left to be sent, or the socket is closed. */
  drained(): Promise<void>
  end(code: CloseCode, reason: string): void
}

export interface Roster {
  /** Up to here events have been told to whoever is here. */
  position: number
  add(member: Member): void
  remove(member: Member): void
  enter(member: Member, room: string, following: Following): void
  leave(member: Member, room: string): void
  in(organizationId: string, room: string): ReadonlySet<Member>
  all(): Iterable<Member>
  size(): number
  countMembers(userId: string): number
}

const NOBODY: ReadonlySet<Member> = new Set()

/** The open sockets of this process, and the rooms that they are in. */
export function createRoster(): Roster {
  const members = new Set<Member>()
  const rooms = new Map<string, Set<Member>>()
  const byUser = createCount()
  const nameRoom = (organizationId: string, room: string) => `${organizationId}/${room}`

  function leave(member: Member, room: string): void {
    member.rooms.delete(room)
    const name = nameRoom(member.claims.organizationId, room)
    const inside = rooms.get(name)
    inside?.delete(member)
    if (inside?.size === 0) rooms.delete(name)
  }

  return {
    position: 0,
    add: (member) => {
      members.add(member)
      byUser.add(member.claims.userId, 1)
    },
    remove: (member) => {
      if (!members.delete(member)) return
      for (const room of [...member.rooms.keys()]) leave(member, room)
      byUser.add(member.claims.userId, -1)
    },
    enter: (member, room, following) => {
      if (!members.has(member)) return // it was closed meanwhile
      member.rooms.set(room, following)
      const name = nameRoom(member.claims.organizationId, room)
      rooms.set(name, (rooms.get(name) ?? new Set()).add(member))
    },
    leave,
    in: (organizationId, room) => rooms.get(nameRoom(organizationId, room)) ?? NOBODY,
    all: () => members,
    size: () => members.size,
    countMembers: byUser.get,
  }
}
