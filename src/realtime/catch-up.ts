import { setTimeout as sleep } from 'node:timers/promises'
import { type BulkheadPolicy, bulkhead } from 'cockatiel'
import type { Database } from '../database/pool.js'
import { readStretchForRoom, type Stretch } from '../read/events/stream.js'
import { runWithin } from '../read/limit-long-reads.js'
import type { Following, Member, Roster } from './roster.js'
import type { Teller } from './teller.js'

/** Events of the organization that are looked through at once, and of the room that are told at once. */
const LOOK_THROUGH = 2_000
const TELL_AT_ONCE = 16
const TRY_AGAIN_MS = 1_000
/** Of one person's sockets one reads at a time, and of all a few: the others wait, and miss nothing. */
const OF_PERSON = { running: 1, waiting: Number.POSITIVE_INFINITY }
const OF_PROCESS = 4

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

type Read = (member: Member, room: string, after: number) => Promise<Stretch>

/**
 * Reads what somebody has missed, of one room after the other: so it is told once, though several rooms were told it. What
 * is told live meanwhile waits, or is passed over by who has had it.
 */
export function createCatchUp(deps: CatchUpDeps): CatchUp {
  const walking = { ...deps, read: createReading(deps.db) }
  const turns = new WeakMap<Member, Promise<void>>()
  function takeTurn(member: Member, work: () => Promise<void>): Promise<void> {
    const turn = (turns.get(member) ?? Promise.resolve()).then(work)
    turns.set(member, turn)
    return turn
  }
  return {
    goLive: (member, room, following) =>
      takeTurn(member, () => goLive(walking, member, room, following)),
    goBack: async (member, room, following, since) => {
      const isUnderWay = following.backTo !== undefined
      following.backTo = Math.min(following.backTo ?? since, since)
      if (!isUnderWay) await takeTurn(member, () => goBack(walking, member, room, following))
    },
  }
}

function createReading(db: Database): Read {
  const all = bulkhead(OF_PROCESS, Number.POSITIVE_INFINITY)
  const people = new Map<string, BulkheadPolicy>()
  return ({ claims: { organizationId, userId } }, room, after) =>
    runWithin(people, userId, OF_PERSON, () =>
      all.execute(() => readStretchForRoom(db.of(organizationId), room, after, LOOK_THROUGH)),
    )
}

function goLive(walking: Walking, member: Member, room: string, following: Following) {
  return walk(walking, member, room, following, {
    start: following.to,
    isOver: (to) => to >= walking.roster.position,
    onTold: (to) => {
      following.to = to
    },
    onOver: () => {
      following.isLive = true
    },
  })
}

/** Whoever asks for a place that is further back still has the way from there told behind it. */
async function goBack(walking: Walking, member: Member, room: string, following: Following) {
  for (;;) {
    const { from, backTo = from } = following
    if (backTo >= from || !isFollowed(member, room, following)) break
    await walk(walking, member, room, following, {
      start: backTo,
      upTo: from,
      isOver: (to) => to >= from,
      onTold: () => {},
      onOver: () => {
        following.from = backTo
      },
    })
  }
  following.backTo = undefined
}

function isFollowed(member: Member, room: string, following: Following): boolean {
  return member.isOpen() && member.rooms.get(room) === following
}

type Walking = CatchUpDeps & { read: Read }

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
  deps: Walking,
  member: Member,
  room: string,
  following: Following,
  { start, upTo = Number.POSITIVE_INFINITY, isOver, onTold, onOver }: Span,
): Promise<void> {
  const isStill = () => isFollowed(member, room, following)
  let told = start
  while (isStill()) {
    try {
      const { events, to } = await deps.read(member, room, told)
      const missed = events.filter(({ place }) => place <= upTo)
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
