/** The one clock of a story; it moves only when the scheduler says so. */
export class Clock {
  #ms = Date.parse('2026-01-01T00:00:00Z')
  #at: string | undefined

  get ms(): number {
    return this.#ms
  }

  /** The same instant as rows and events have it. */
  get at(): string {
    this.#at ??= new Date(this.#ms).toISOString()
    return this.#at
  }

  advance(byMs: number): void {
    this.moveTo(this.#ms + byMs)
  }

  /** Never back. */
  moveTo(ms: number): void {
    if (ms <= this.#ms) return
    this.#ms = ms
    this.#at = undefined
  }
}

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
