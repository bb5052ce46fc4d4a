import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHolidays } from '../../../src/domain/sla/holidays.js'

const BOUNDS = { untilYear: 2030, most: 50 }
const ics = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n')
const read = (...events: string[][]) => {
  const answer = readHolidays(ics(...events), BOUNDS)
  return answer.kind === 'read'
    ? answer.holidays.map(({ date, name }) => `${date} ${name}`)
    : answer.why
}
const day = (date: string, ...more: string[]) => [`DTSTART;VALUE=DATE:${date}`, ...more]

describe('holidays of an iCalendar text', () => {
  it('are the days of its events, by date', () => {
    const labour = day('20260501', 'SUMMARY;LANGUAGE=de:Tag der\r\n  Arbeit\\, frei\\n')
    const named = day('20260101', 'SUMMARY;ALTREP="http://a:b/":New Year')
    expect(read(labour, named)).toEqual(['2026-01-01 New Year', '2026-05-01 Tag der Arbeit, frei'])
    expect(read(day('20260501'), day('20260501', 'SUMMARY:Again'))).toEqual(['2026-05-01 Holiday'])
  })
  it('last until the day before their end', () => {
    expect(read(day('20261230', 'DTEND;VALUE=DATE:20270102', 'SUMMARY:x'))).toEqual([
      ...['2026-12-30 x', '2026-12-31 x', '2027-01-01 x'],
    ])
  })
  it('come back each year, a few times or until a day', () => {
    const yearly = (rule: string, date = '20280105') =>
      read(day(date, `RRULE:FREQ=YEARLY${rule}`, 'SUMMARY:x'))
    expect(yearly('')).toEqual(['2028-01-05 x', '2029-01-05 x', '2030-01-05 x'])
    expect(yearly(';COUNT=2')).toEqual(['2028-01-05 x', '2029-01-05 x'])
    expect(yearly(';UNTIL=20290104T000000Z')).toEqual(['2028-01-05 x'])
    expect(yearly('', '20240229')).toEqual(['2024-02-29 x', '2028-02-29 x'])
    expect(yearly(';BYDAY=MO')).toBe('event 1 comes back otherwise than each year (RRULE)')
  })
  it('are none of what lasts for hours, or was cancelled', () => {
    const meeting = ['DTSTART:20260501T090000Z', 'DTEND:20260501T100000Z']
    expect(read(meeting, day('20260502', 'STATUS:CANCELLED'))).toEqual([])
  })
  it.each([
    [['SUMMARY:x'], 'has no date (DTSTART)'],
    [day('20260230'), 'has no date (DTSTART)'],
    [day('99999999'), 'has no date (DTSTART)'],
    [day('20260501', 'DTEND:20260501'), 'has no end within 366 days (DTEND)'],
    [day('20260501', 'DTEND:20290501'), 'has no end within 366 days (DTEND)'],
    [day('20260501', 'DTEND:soon'), 'has no end within 366 days (DTEND)'],
    [day('20260501', 'EXDATE:20260501'), 'has dates besides (RDATE, EXDATE)'],
    [day('20260501', 'RDATE:20260501'), 'has dates besides (RDATE, EXDATE)'],
    [day('20260101', 'DTEND:20260401'), 'has more than 50 days'],
  ])('name the event that is none: %j', (event, why) => {
    expect(read(day('20260101'), event)).toBe(`event 2 ${why}`)
  })
  it('are not listed again and again: many events of the same days are too many', () => {
    const yearly = day('19900101', 'RRULE:FREQ=YEARLY')
    const repeat = (times: number) => read(...Array.from({ length: times }, () => yearly))
    expect(repeat(12)).toHaveLength(41)
    expect(repeat(13)).toBe('has more than 50 days')
    const months = ['20260101', '20270101'].map((from) =>
      day(from, `DTEND:${from.slice(0, 4)}0131`),
    )
    expect(read(...months)).toBe('has more than 50 days')
    const years = day('00010101', 'DTEND:00011231', 'RRULE:FREQ=YEARLY')
    expect(read(years)).toBe('event 1 has more than 50 days')
  })
  it('are bounded and quick, whatever comes', () => {
    expect(readHolidays('', BOUNDS).kind).toBe('unreadable')
    expect(read(day('00010101', 'RRULE:FREQ=YEARLY'))).toBe('event 1 has more than 50 days')
    for (const long of ['"', ':', ';', '\r\n ', '\\', 'BEGIN:VEVENT\n', 'END:VEVENT\n', 'X;"'])
      readHolidays(long.repeat(100_000), BOUNDS)
    const pieces = [
      'BEGIN:VEVENT',
      'END:VEVENT',
      'DTSTART:20260101',
      'RRULE:',
      '"',
      ':',
      ';',
      '\n',
      ' ',
    ]
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())), (parts) => {
        const answer = readHolidays(parts.join(''), BOUNDS)
        if (answer.kind === 'read') expect(answer.holidays.length).toBeLessThanOrEqual(50)
      }),
    )
  })
})
