import type { Day } from '../schedule.js'

/** From when to when by the clock of the place, like `["09:00", "17:00"]`; a day ends at `24:00`. */
export type Span = readonly [from: string, to: string]
export type WeekHours = Partial<Record<Day, readonly Span[]>>

/** From this instant on the clocks of the place are so far ahead of UTC. */
export interface OffsetChange {
  fromMs: number
  offsetMs: number
}

/** One version of a calendar, with all that business time follows from: it is never changed. */
export interface CalendarVersion {
  hours: WeekHours
  /** Days of the place, like `2026-12-25`, on which nothing is open. */
  holidays: readonly string[]
  /** The earliest first; its offset held before, too, and that of the last holds ever after. */
  offsets: readonly [OffsetChange, ...OffsetChange[]]
}

/** Which version of which calendar a clock counts by. */
export interface CalendarRef {
  id: string
  version: number
}

/** A version as a decision knows it. */
export interface KnownCalendar extends CalendarRef, CalendarVersion {}
