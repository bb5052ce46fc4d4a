/** A small seeded generator (mulberry32): the same seed is the same story. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = Math.imul(seed + 1, 0x9e3779b1)
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from 0 up to, but not including, the limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  happens(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)]
  }

  /** Each as often as its weight, its first member, says. */
  pickWeighted<T extends readonly [weight: number, ...unknown[]]>(list: readonly T[]): T {
    let left = this.below(list.reduce((sum, [weight]) => sum + weight, 0))
    for (const one of list) {
      left -= one[0]
      if (left < 0) return one
    }
    throw new Error('there is nothing to pick from')
  }

  /** Takes one out; the order of the rest is not kept. */
  takeFrom<T>(list: T[]): T | undefined {
    const index = this.below(list.length)
    const taken = list[index]
    const last = list.pop()
    if (last !== undefined && index < list.length) list[index] = last
    return taken
  }
}
