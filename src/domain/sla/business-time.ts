import { required } from '../assert.js'
import { DAY_MS, toInstant } from '../time.js'
import { type BusinessWeek, layOutWeek } from './business-week.js'
import type { CalendarRef, CalendarVersion, KnownCalendar, OffsetChange } from './calendar.js'

/** Instants and lengths are milliseconds. Measuring and adding are inverse to each other. */
export interface BusinessTime {
  /** What is open from one instant to another; negative where the other is earlier. */
  measure(fromMs: number, toMs: number): number
  /** The first instant with so much open since `fromMs`, before it where `lengthMs` is negative: never in closed time. */
  add(fromMs: number, lengthMs: number): number
}

/** Without a calendar everything counts. */
export const AROUND_THE_CLOCK: BusinessTime = {
  measure: (fromMs, toMs) => toMs - fromMs,
  add: (fromMs, lengthMs) => fromMs + lengthMs,
}

/** What is open is counted from far back, by a count that only grows: all follows from it and its inverse. */
interface Count {
  count(ms: number): number
  /** The first instant at which it has reached so much. */
  reach(countedMs: number): number
}

/** Whatever length, it costs a few microseconds: no day is walked through. */
export function openCalendar({ hours, holidays, offsets }: CalendarVersion): BusinessTime {
  const { count, reach } = countByUtc(countWithoutHolidays(layOutWeek(hours), holidays), offsets)
  return {
    measure: (fromMs, toMs) => count(toMs) - count(fromMs),
    add: (fromMs, lengthMs) => (lengthMs === 0 ? fromMs : reach(count(fromMs) + lengthMs)),
  }
}

/** Without a calendar around the clock; whoever counts by one knows it. */
export function findBusinessTime(
  calendars: readonly KnownCalendar[],
  ref: CalendarRef | null | undefined,
): BusinessTime {
  if (ref === null || ref === undefined) return AROUND_THE_CLOCK
  const { id, version } = ref
  const known = calendars.find((one) => one.id === id && one.version === version)
  return openCalendar(required(known, 'calendar of the clock'))
}

/** The same of instants as texts. */
export function addTo(time: BusinessTime, at: string, lengthMs: number): string {
  return toInstant(time.add(Date.parse(at), lengthMs))
}

export function measureBetween(time: BusinessTime, from: string, to: string): number {
  return time.measure(Date.parse(from), Date.parse(to))
}

interface Holiday {
  fromMs: number
  /** What would have been open on those before it. */
  missedMs: number
}

function countWithoutHolidays(week: BusinessWeek, dates: readonly string[]): Count {
  let missedMs = 0
  const holidays = [...new Set(dates)].sort().map((date): Holiday => {
    const fromMs = Date.parse(date)
    const holiday = { fromMs, missedMs }
    missedMs += week.count(fromMs + DAY_MS) - week.count(fromMs)
    return holiday
  })
  return {
    count: (localMs) => {
      const last = holidays[findFirst(holidays, ({ fromMs }) => fromMs >= localMs) - 1]
      if (last === undefined) return week.count(localMs)
      const lostMs = week.count(Math.min(localMs, last.fromMs + DAY_MS)) - week.count(last.fromMs)
      return week.count(localMs) - last.missedMs - lostMs
    },
    reach: (countedMs) => {
      const isReached = (one: Holiday) => week.count(one.fromMs) - one.missedMs >= countedMs
      const next = holidays[findFirst(holidays, isReached)]
      return week.reach(countedMs + (next?.missedMs ?? missedMs))
    },
  }
}

interface Piece extends OffsetChange {
  /** Local counts of this piece are so much behind. */
  shiftMs: number
  /** What the count is at its end. */
  endMs: number
}

/** Between two changes of the clocks the local count is the count. */
function countByUtc(local: Count, offsets: readonly OffsetChange[]): Count {
  const pieces = layOutPieces(local, offsets)
  const countIn = ({ shiftMs, offsetMs }: Piece, ms: number) => shiftMs + local.count(ms + offsetMs)
  return {
    count: (ms) => {
      const next = findFirst(pieces, ({ fromMs }) => fromMs > ms)
      return countIn(required(pieces[Math.max(next - 1, 0)], 'offset'), ms)
    },
    reach: (countedMs) => {
      const first = findFirst(pieces, ({ endMs }) => endMs >= countedMs)
      const { shiftMs, offsetMs } = required(pieces[first], 'offset')
      return local.reach(countedMs - shiftMs) - offsetMs
    },
  }
}

function layOutPieces(local: Count, offsets: readonly OffsetChange[]): Piece[] {
  let reachedMs: number | undefined
  return offsets.map(({ fromMs, offsetMs }, n) => {
    const shiftMs = reachedMs === undefined ? 0 : reachedMs - local.count(fromMs + offsetMs)
    const next = offsets[n + 1]
    const endMs = next === undefined ? Infinity : shiftMs + local.count(next.fromMs + offsetMs)
    reachedMs = endMs
    return { fromMs, offsetMs, shiftMs, endMs }
  })
}

/** Where the first one stands that is so, all behind it being so too; the length where none is. */
function findFirst<T>(sorted: readonly T[], isSo: (one: T) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isSo(sorted[middle] as T))
      high = middle // it lies between the two, so it is there
    else low = middle + 1
  }
  return low
}
