import { chooseMember, type Member, moveToEnd, type Waiting, type WaitReason } from './choose.js'

/** A ticket that came into the queue, and what became of it. */
export interface Arrival extends Waiting {
  ticketId: string
  atMs: number
  /** How long whoever got it had it; null where they have it still, or nobody got it. */
  workedMs: number | null
  /** When it left the queue though nobody got it; null where it did not. */
  leftMs: number | null
}

/** What somebody had when it began, until they had it no more. */
export interface Held {
  userId: string
  untilMs: number
}

export type Simulated =
  | { kind: 'given'; ticketId: string; userId: string; atMs: number; why: string }
  | { kind: 'waits'; ticketId: string; why: WaitReason }

interface Happening {
  atMs: number
  /** Of the same instant who has room comes first, then what left, then what came. */
  rank: 0 | 1 | 2
  apply: () => void
}

/**
 * Who would have got what, if `members` had been there all the time; `open` is what they have at the beginning. Each
 * keeps a ticket as long as whoever had it. `arrivals` are in the order of the queue.
 */
export function simulateRouting(
  arrivals: readonly Arrival[],
  members: readonly Member[],
  held: readonly Held[],
): Simulated[] {
  const simulation = new Simulation(arrivals, members, held)
  while (simulation.goOn());
  return simulation.results
}

/** A ticket at its place in the queue, counted over all that ever came. */
interface Queued extends Arrival {
  place: number
}

class Simulation {
  /** By the places of the tickets: whatever came was given, or waits. */
  readonly results: Simulated[] = []
  readonly #queue: Queued[] = []
  readonly #happenings: Happening[]
  #line: readonly Member[]

  constructor(arrivals: readonly Arrival[], members: readonly Member[], held: readonly Held[]) {
    this.#line = members
    const all = arrivals.map((arrival, place) => ({ ...arrival, place }))
    this.#happenings = [
      ...held.map(({ userId, untilMs }) => this.#release(userId, untilMs)),
      ...all.flatMap((one) => (one.leftMs === null ? [] : [this.#leave(one, one.leftMs)])),
      ...all.map((one) => this.#arrive(one)),
    ].sort(compare)
  }

  /** False when nothing happens any more. */
  goOn(): boolean {
    const next = this.#happenings.shift()
    next?.apply()
    return next !== undefined
  }

  #arrive(arrival: Queued): Happening {
    const apply = () => {
      if (this.#give(arrival, arrival.atMs, this.#line)) return
      const place = this.#queue.findIndex((one) => one.place > arrival.place)
      this.#queue.splice(place < 0 ? this.#queue.length : place, 0, arrival)
    }
    return { atMs: arrival.atMs, rank: 2, apply }
  }

  /** Nobody else has more room than before, and one ticket fills it. */
  #release(userId: string, atMs: number): Happening {
    const apply = () => {
      this.#line = this.#line.map((one) =>
        one.person.id === userId ? { ...one, open: one.open - 1 } : one,
      )
      const freed = this.#line.filter(({ person }) => person.id === userId)
      const next = this.#queue.findIndex((arrival) => this.#give(arrival, atMs, freed))
      if (next >= 0) this.#queue.splice(next, 1)
    }
    return { atMs, rank: 0, apply }
  }

  #leave(arrival: Queued, atMs: number): Happening {
    const apply = () => {
      const place = this.#queue.indexOf(arrival)
      if (place >= 0) this.#queue.splice(place, 1)
    }
    return { atMs, rank: 1, apply }
  }

  /** True where one of them has it now. Why it waits is said as it came. */
  #give(arrival: Queued, atMs: number, candidates: readonly Member[]): boolean {
    const { ticketId, place, workedMs } = arrival
    const choice = chooseMember(arrival, candidates)
    if (choice.kind === 'waits') {
      this.results[place] ??= { ...choice, ticketId }
      return false
    }
    const { userId } = choice
    this.results[place] = { ...choice, ticketId, atMs }
    this.#line = moveToEnd(this.#line, userId)
    if (workedMs !== null) insert(this.#happenings, this.#release(userId, atMs + workedMs))
    return true
  }
}

const compare = (one: Happening, other: Happening): number =>
  one.atMs - other.atMs || one.rank - other.rank

function insert(happenings: Happening[], happening: Happening): void {
  const place = happenings.findIndex((one) => compare(one, happening) > 0)
  happenings.splice(place < 0 ? happenings.length : place, 0, happening)
}
