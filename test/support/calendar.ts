import type { KnownCalendar } from '../../src/domain/sla/calendar.js'

/** Office hours in Kathmandu, where clocks are set back by an hour for once: that of tests. */
export const CALENDAR: KnownCalendar = {
  id: 'c',
  version: 1,
  hours: {
    mon: [
      ['09:00', '12:30'],
      ['13:30', '17:00'],
    ],
    wed: [['00:00', '24:00']],
    thu: [['00:00', '24:00']],
    fri: [['06:00', '22:00']],
    sat: [['10:00', '14:00']],
  },
  holidays: ['2026-01-05'],
  offsets: [
    { fromMs: Date.parse('2025-01-01'), offsetMs: 20_700_000 },
    { fromMs: Date.parse('2026-01-03T20:00:00Z'), offsetMs: 17_100_000 },
  ],
}
export const BY_CALENDAR = { id: CALENDAR.id, version: CALENDAR.version }
