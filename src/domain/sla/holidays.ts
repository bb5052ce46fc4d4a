import { DAY_MS } from '../time.js'
import { type CalendarEvent, listCalendarEvents, readText } from './icalendar.js'

export interface Holiday {
  /** Like `2026-12-25`. */
  date: string
  name: string
}

export type ReadHolidays =
  | { kind: 'read'; holidays: Holiday[] }
  /** Why what is written there can't be holidays. */
  | { kind: 'unreadable'; why: string }

const LONGEST_NAME = 200
const LONGEST_DAYS = 366
/** The same day may be named by several events, though not by thousands. */
const MOST_TIMES = 10

interface Bounds {
  untilYear: number
  most: number
}

/**
 * The days of all events that last whole days, by date; of two on one day the first. What comes back each year is there up
 * to `untilYear`. More than `most` are too many.
 */
export function readHolidays(ics: string, bounds: Bounds): ReadHolidays {
  const { most } = bounds
  const events = listCalendarEvents(ics)
  if (events.length === 0) return { kind: 'unreadable', why: 'has no events (BEGIN:VEVENT)' }
  const names = new Map<string, string>()
  let listed = 0
  for (const [n, event] of events.entries()) {
    const days = listDays(event, bounds)
    if (typeof days === 'string') return { kind: 'unreadable', why: `event ${n + 1} ${days}` }
    const name = [...(readText(event.get('SUMMARY') ?? '') || 'Holiday')]
    for (const date of days) {
      if (!names.has(date)) names.set(date, name.slice(0, LONGEST_NAME).join(''))
    }
    listed += days.length
    if (names.size > most || listed > most * MOST_TIMES)
      return { kind: 'unreadable', why: `has more than ${most} days` }
  }
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1))
  return { kind: 'read', holidays: sorted.map(([date, name]) => ({ date, name })) }
}

/** Its dates; none of what is cancelled or lasts for hours only. A text says why it can't be read. */
function listDays(event: CalendarEvent, { untilYear, most }: Bounds): string[] | string {
  const start = event.get('DTSTART') ?? ''
  if (event.get('STATUS') === 'CANCELLED' || /^\d{8}T\d{6}Z?$/.test(start)) return []
  const firstMs = readDate(start)
  if (firstMs === undefined) return 'has no date (DTSTART)'
  const end = event.get('DTEND')
  const endMs = end === undefined ? firstMs + DAY_MS : readDate(end)
  if (endMs === undefined || endMs <= firstMs || endMs > firstMs + LONGEST_DAYS * DAY_MS) {
    return `has no end within ${LONGEST_DAYS} days (DTEND)`
  }
  if (event.has('RDATE') || event.has('EXDATE')) return 'has dates besides (RDATE, EXDATE)'
  const begins = listBegins(firstMs, event.get('RRULE'), untilYear)
  if (typeof begins === 'string') return begins
  const length = (endMs - firstMs) / DAY_MS
  if (begins.length * length > most) return `has more than ${most} days`
  return begins.flatMap((ms) => Array.from({ length }, (_, n) => showDate(ms + n * DAY_MS)))
}

/** Once, or each year on the same day; the 29th of February has its own years. */
function listBegins(
  firstMs: number,
  rule: string | undefined,
  untilYear: number,
): number[] | string {
  if (rule === undefined) return [firstMs]
  const match = /^FREQ=YEARLY(?:;(?:COUNT=(\d{1,4})|UNTIL=(\d{8})(?:T\d{6}Z?)?))?$/.exec(rule)
  if (match === null) return 'comes back otherwise than each year (RRULE)'
  const [, count = '9999', until = '99991231'] = match
  const first = showDate(firstMs)
  const begins: number[] = []
  for (let year = Number(first.slice(0, 4)); year <= untilYear; year += 1) {
    const date = `${String(year).padStart(4, '0')}${first.slice(5, 7)}${first.slice(8)}`
    if (date > until || begins.length >= Number(count)) break
    const ms = readDate(date)
    if (ms !== undefined) begins.push(ms)
  }
  return begins
}

/** Like `20261225`; undefined for what is no day. */
function readDate(value: string): number | undefined {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(value) ?? []
  const date = `${year}-${month}-${day}`
  const ms = Date.parse(date)
  return Number.isNaN(ms) || showDate(ms) !== date ? undefined : ms
}

function showDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
