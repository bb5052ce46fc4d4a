import type { Random } from './random.js'

interface Write {
  undo: () => void
  /** Its commit has waited for the disk, and for all that was written before it. */
  isFlushed: boolean
}

/** What was written before these is safe wherever PostgreSQL goes on. */
const MOST_KEPT = 12
const MOST_BEHIND = 3

/** PostgreSQL's log, as far as it can still be lost from its end. */
export class Journal {
  readonly #writes: Write[] = []

  note(isFlushed: boolean, undo: () => void): void {
    this.#writes.push({ isFlushed, undo })
    if (this.#writes.length > MOST_KEPT) this.#writes.shift()
  }

  /** Nothing before this is ever lost. */
  seal(): void {
    this.#writes.length = 0
  }

  /** Any part of what came after the last flush, for PostgreSQL flushes now and then by itself. How much was lost. */
  crash(random: Random): number {
    const flushed = this.#writes.findLastIndex(({ isFlushed }) => isFlushed) + 1
    return this.#lose(random, this.#writes.length - flushed)
  }

  /** A replica that takes over may lack what was flushed, too. */
  failOver(random: Random): number {
    return this.#lose(random, Math.min(this.#writes.length, MOST_BEHIND))
  }

  #lose(random: Random, most: number): number {
    if (most === 0) return 0
    const lost = this.#writes.splice(-1 - random.below(most))
    for (const { undo } of lost.reverse()) undo()
    return lost.length
  }
}
