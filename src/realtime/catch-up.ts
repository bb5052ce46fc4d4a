import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../database/pool.js'
import { readStretchFor } from '../read/events/stream.js'
import type { Following, Member, Roster } from './roster.js'
import type { Teller } from './teller.js'

/** Events of the organization that are looked through at once, and of the room that are told at once. */
const LOOK_THROUGH = 1_000
const TELL_AT_ONCE = 16
const TRY_AGAIN_MS = 1_000

interface CatchUpDeps {
  db: Database
  roster: Roster
  teller: Teller
  onError: (error: unknown) => void
}

export interface CatchUp {
  /** Tells what the room was told since it is followed, in order, until the room is live. */
  goLive(member: Member, room: string, following: Following): Promise<void>
  /** Tells what came between `since` and the place from which the room is followed. */
  goBack(member: Member, room: string, following: Following, since: number): Promise<void>
}

/** Reads what somebody has missed. What is told live meanwhile waits, or is passed over by who has had it. */
export function createCatchUp(deps: CatchUpDeps): CatchUp {
  const { roster } = deps
  return {
    goLive: (member, room, following) =>
      walk(deps, member, room, following, {
        start: following.to,
        isOver: (to) => to >= roster.position,
        onTold: (to) => {
          following.to = to
        },
        onOver: () => {
          following.isLive = true
        },
      }),
    goBack: (member, room, following, since) => {
      const { from } = following
      return walk(deps, member, room, following, {
        start: since,
        upTo: from,
        isOver: (to) => to >= from,
        onTold: () => {},
        onOver: () => {
          following.from = Math.min(following.from, since)
        },
      })
    },
  }
}

interface Span {
  start: number
  /** Nothing behind it. */
  upTo?: number
  isOver: (to: number) => boolean
  onTold: (to: number) => void
  onOver: () => void
}

/** An outage ends it as little as a slow reader does: whoever follows the room misses nothing. */
async function walk(
  deps: CatchUpDeps,
  member: Member,
  room: string,
  following: Following,
  { start, upTo = Number.POSITIVE_INFINITY, isOver, onTold, onOver }: Span,
): Promise<void> {
  const isStill = () => member.isOpen() && member.rooms.get(room) === following
  const db = deps.db.of(member.claims.organizationId)
  let told = start
  while (isStill()) {
    try {
      const { events, to } = await readStretchFor(db, told, LOOK_THROUGH)
      const missed = events.filter(({ rooms, place }) => rooms.includes(room) && place <= upTo)
      for (let first = 0; first < missed.length && isStill(); first += TELL_AT_ONCE) {
        const some = missed.slice(first, first + TELL_AT_ONCE)
        await member.drained()
        await deps.teller.tellMember(member, room, some)
        told = some.at(-1)?.place ?? told
        onTold(told)
      }
      if (!isStill()) return
      told = to
      onTold(told)
      if (isOver(told)) return onOver()
    } catch (error) {
      deps.onError(error)
      await sleep(TRY_AGAIN_MS)
    }
  }
}
