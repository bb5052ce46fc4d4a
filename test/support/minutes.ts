import { DAYS } from '../../src/domain/schedule.js'
import type { WeekHours } from '../../src/domain/sla/calendar.js'

export const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

/** What the clocks of a place show at one minute after another. */
export interface LocalMinutes {
  /** From Monday's first. */
  ofWeek: Uint16Array
  /** Places in `dates`. */
  dateIndex: Uint8Array
  dates: string[]
}

/** Asks the system's own calendar at each minute: nothing is computed from offsets. */
export function listLocalMinutes(timezone: string, fromMs: number, days: number): LocalMinutes {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  })
  const length = days * DAY_MINUTES
  const dates: string[] = []
  const [ofWeek, dateIndex] = [new Uint16Array(length), new Uint8Array(length)]
  for (let n = 0; n < length; n += 1) {
    const shown = format.format(fromMs + n * MINUTE_MS) // like 2026-03-29, 01:59
    const date = shown.slice(0, 10)
    if (!dates.includes(date)) dates.push(date)
    dateIndex[n] = dates.indexOf(date)
    const day = (new Date(date).getUTCDay() + 6) % 7
    ofWeek[n] = day * DAY_MINUTES + readMinute(shown.slice(12))
  }
  return { ofWeek, dateIndex, dates }
}

/** By minute, how many were open before it; one more at the end. */
export function countOpen(
  { ofWeek, dateIndex, dates }: LocalMinutes,
  hours: WeekHours,
  holidays: readonly string[],
): Uint32Array {
  const open = listOpenMinutes(hours)
  const closed = dates.map((date) => holidays.includes(date))
  const counts = new Uint32Array(ofWeek.length + 1)
  let count = 0
  for (let n = 0; n < ofWeek.length; n += 1) {
    counts[n] = count
    if (open[ofWeek[n] ?? 0] === 1 && closed[dateIndex[n] ?? 0] === false) count += 1
  }
  counts[ofWeek.length] = count
  return counts
}

function listOpenMinutes(hours: WeekHours): Uint8Array {
  const open = new Uint8Array(7 * DAY_MINUTES)
  for (const [n, day] of DAYS.entries()) {
    for (const [from, to] of hours[day] ?? []) {
      open.fill(1, n * DAY_MINUTES + readMinute(from), n * DAY_MINUTES + readMinute(to))
    }
  }
  return open
}

/** Like `08:30`. */
function readMinute(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}
