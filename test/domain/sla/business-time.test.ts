import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAYS, type Day } from '../../../src/domain/schedule.js'
import { AROUND_THE_CLOCK, addTo, openCalendar } from '../../../src/domain/sla/business-time.js'
import type { CalendarVersion, Span, WeekHours } from '../../../src/domain/sla/calendar.js'
import { readOffsets } from '../../../src/write/calendars/read-offsets.js'
import { countOpen, listLocalMinutes, MINUTE_MS } from '../../support/minutes.js'

const HOUR_MS = 60 * MINUTE_MS
const at = (iso: string) => Date.parse(iso)
const show = (ms: number) => new Date(ms).toISOString()
const EVERY_DAY = (...spans: Span[]): WeekHours =>
  Object.fromEntries(DAYS.map((day) => [day, spans]))
const WORKDAYS: WeekHours = {
  ...EVERY_DAY(['09:00', '12:30'], ['13:30', '17:00']),
  sat: [],
  sun: [],
}

function open(timezone: string, hours: WeekHours, holidays: string[] = []) {
  const offsets = readOffsets(timezone, at('2020-01-01'), at('2040-01-01'))
  return openCalendar({ hours, holidays, offsets })
}

describe('business time', () => {
  it('leaves out nights, weekends and holidays', () => {
    const { add } = open('Europe/Berlin', WORKDAYS, ['2026-12-24', '2026-12-25', '2026-12-26'])
    const due = (from: string, hours: number) => show(add(at(from), hours * HOUR_MS))
    expect(due('2026-12-23T15:00:00Z', 2)).toBe('2026-12-28T09:00:00.000Z')
    expect(due('2026-12-19T03:00:00Z', 7)).toBe('2026-12-21T16:00:00.000Z')
    expect(due('2026-12-18T11:00:00Z', 0.5)).toBe('2026-12-18T11:30:00.000Z')
  })

  it('is due at the end of what it uses up, and a moment more is due after the next begin', () => {
    const { add } = open('UTC', WORKDAYS)
    const from = at('2026-11-20T16:00:00Z')
    expect(show(add(from, HOUR_MS))).toBe('2026-11-20T17:00:00.000Z')
    expect(show(add(from, HOUR_MS + 1))).toBe('2026-11-23T09:00:00.001Z')
    expect(add(from, 0)).toBe(from)
  })

  it('runs back where the length is negative', () => {
    const { add, measure } = open('UTC', WORKDAYS)
    const monday = at('2026-11-23T10:00:00Z')
    expect(show(add(monday, -2 * HOUR_MS))).toBe('2026-11-20T16:00:00.000Z')
    expect(show(add(monday, -HOUR_MS))).toBe('2026-11-20T17:00:00.000Z')
    expect(measure(monday, at('2026-11-20T16:00:00Z'))).toBe(-2 * HOUR_MS)
  })

  it('is due in the last of the years with four digits where so little is open that it would be behind them', () => {
    const rare = open('UTC', { mon: [['09:00', '09:01']] })
    const year = addTo(rare, '2026-11-22T00:00:00.000Z', 365 * 24 * HOUR_MS)
    expect(year).toBe('9999-12-31T23:59:59.999Z')
  })

  it('has an hour less in the night in which clocks go forth, and one more in that in which they go back', () => {
    const { measure } = open('Europe/Berlin', EVERY_DAY(['00:00', '24:00']))
    const day = (from: string, to: string) => measure(at(from), at(to)) / HOUR_MS
    expect(day('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(23)
    expect(day('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe(25)
    const night = open('Europe/Berlin', EVERY_DAY(['02:00', '03:00']))
    const hours = (from: string, to: string) => night.measure(at(from), at(to)) / HOUR_MS
    expect(hours('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(0)
    expect(hours('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe(2)
  })

  it('knows a year’s worth of an hour a week, far behind the last change of the clocks that is known', () => {
    const { add, measure } = open('Europe/Berlin', { mon: [['09:00', '10:00']] }, ['2026-12-28'])
    const from = at('2026-11-22T00:00:00Z')
    const due = add(from, 8760 * HOUR_MS)
    expect(show(due)).toBe('2194-10-13T09:00:00.000Z')
    expect(measure(from, due)).toBe(8760 * HOUR_MS)
  })

  it('is all time without a calendar', () => {
    expect(AROUND_THE_CLOCK.add(5, 7)).toBe(12)
    expect(AROUND_THE_CLOCK.measure(5, 12)).toBe(7)
  })

  it('is of no calendar that is never open', () => {
    expect(() => open('UTC', { mon: [] })).toThrow('hour that is open')
  })
})

/** Clocks go back and forth there by an hour or half of one, at midnight too; or are ahead by odd lengths; a leap day. */
const WINDOWS: [timezone: string, ...from: string[]][] = [
  ['UTC', '2028-02-26'],
  ['Europe/Berlin', '2026-03-27', '2026-10-23'],
  ['America/New_York', '2026-03-06', '2026-10-30'],
  ['America/St_Johns', '2026-03-06', '2026-10-30'],
  ['America/Havana', '2026-03-06', '2026-10-30'],
  ['America/Santiago', '2026-04-02', '2026-09-03'],
  ['Africa/Casablanca', '2026-02-12', '2026-03-19'],
  ['Asia/Kathmandu', '2028-02-26'],
  ['Asia/Beirut', '2026-03-27', '2026-10-23'],
  ['Australia/Lord_Howe', '2026-04-02', '2026-10-01'],
  ['Pacific/Chatham', '2026-04-02', '2026-09-24'],
  ['Pacific/Apia', '2028-02-26'],
]
const DAYS_SEEN = 6
const SEEN = WINDOWS.flatMap(([timezone, ...begins]) =>
  begins.map((begin) => ({
    timezone,
    fromMs: at(begin),
    minutes: listLocalMinutes(timezone, at(begin), DAYS_SEEN),
    offsets: readOffsets(timezone, at('2025-01-01'), at('2029-01-01')),
  })),
)

const time = (minute: number) =>
  [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0')).join(':')
/** Spans that begin anywhere; some begin where another ends, none overlaps another. */
const hours = fc
  .array(
    fc.tuple(fc.constantFrom(...DAYS), fc.nat({ max: 1439 }), fc.integer({ min: 1, max: 700 })),
    {
      minLength: 1,
      maxLength: 9,
    },
  )
  .map((all) => {
    const week: Partial<Record<Day, Span[]>> = {}
    const ends = new Map<Day, number>()
    for (const [day, from, length] of all.sort((a, b) => a[1] - b[1])) {
      const begin = Math.max(from, ends.get(day) ?? 0)
      const end = Math.min(from + length, 24 * 60)
      if (begin >= end) continue
      week[day] = [...(week[day] ?? []), [time(begin), time(end)]]
      ends.set(day, end)
    }
    return week
  })
const minute = fc.nat({ max: DAYS_SEEN * 24 * 60 })
const cases = fc.record({
  seen: fc.constantFrom(...SEEN),
  hours,
  holidays: fc.uniqueArray(fc.nat({ max: DAYS_SEEN }), { maxLength: 3 }),
  from: minute,
  to: minute,
})

describe('business time, against a count of each minute that the clocks of the place show', () => {
  it('measures and adds the same, is never due in closed time, and longer is never earlier', () => {
    fc.assert(
      fc.property(cases, ({ seen, hours, holidays: days, from, to }) => {
        const holidays = days.map((n) => show(seen.fromMs + n * 24 * HOUR_MS).slice(0, 10))
        const counts = countOpen(seen.minutes, hours, holidays)
        const count = (n: number) => counts[n] ?? 0
        const { add, measure } = openCalendar({ hours, holidays, offsets: seen.offsets })
        const [a, b] = [from, to].map((n) => seen.fromMs + n * MINUTE_MS) as [number, number]
        const open = count(to) - count(from)
        if (measure(a, b) !== open * MINUTE_MS) throw new Error(`${measure(a, b)} is not ${open}`)
        if (open <= 0) return
        const first = counts.indexOf(count(to)) // nothing is open after it until `to`
        const due = add(a, open * MINUTE_MS)
        if (due !== seen.fromMs + first * MINUTE_MS) throw new Error(`due at ${show(due)}`)
        if (measure(a, due) !== open * MINUTE_MS || measure(due - 1, due) !== 1)
          throw new Error('not inverse')
        const half = Math.floor((open * MINUTE_MS) / 2)
        const later = add(add(a, half), open * MINUTE_MS - half)
        if (later !== due || add(a, half) >= due) throw new Error('not in parts')
      }),
      { numRuns: 10_000 },
    )
  })

  it('the same is so over years, for any length', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SEEN),
        hours,
        fc.array(fc.nat({ max: 4000 }), { maxLength: 20 }),
        fc.integer({ min: at('2020-01-01'), max: at('2035-01-01') }),
        fc.integer({ min: 1, max: 400 * 24 * HOUR_MS }),
        ({ offsets }, week, days, from, lengthMs) => {
          const holidays = days.map((n) => show(at('2024-01-01') + n * 24 * HOUR_MS).slice(0, 10))
          const version: CalendarVersion = { hours: week, holidays, offsets }
          const { add, measure } = openCalendar(version)
          const due = add(from, lengthMs)
          expect(measure(from, due)).toBe(lengthMs)
          expect(measure(due - 1, due)).toBe(1)
          expect(add(from, lengthMs + 1)).toBeGreaterThan(due)
          expect(measure(add(due, -lengthMs), due)).toBe(lengthMs)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
