import { describe, expect, it } from 'vitest'
import { AROUND_THE_CLOCK, openCalendar } from '../../../src/domain/sla/business-time.js'
import { previewDue } from '../../../src/domain/sla/preview.js'

const HOUR_MS = 3_600_000
const at = (iso: string) => Date.parse(`2026-11-${iso}Z`)
const utc = openCalendar({
  hours: {
    mon: [
      ['09:00', '12:00'],
      ['12:00', '14:00'],
      ['15:00', '17:00'],
    ],
    fri: [['09:00', '24:00']],
    sat: [['00:00', '01:00']],
  },
  holidays: [],
  offsets: [{ fromMs: 0, offsetMs: 0 }],
})
const preview = (from: string, hours: number, most = 9) => {
  const { dueMs, steps, isCut } = previewDue(utc, at(from), hours * HOUR_MS, most)
  const show = (ms: number) => new Date(ms).toISOString().slice(8, 16)
  return [...steps.map(({ fromMs, toMs }) => `${show(fromMs)} ${show(toMs)}`), show(dueMs), isCut]
}

describe('what a target means', () => {
  it('is told stretch by stretch; spans that touch are one', () => {
    expect(preview('22T00:00', 6)).toEqual([
      '23T09:00 23T14:00',
      '23T15:00 23T16:00',
      '23T16:00',
      false,
    ])
    expect(preview('20T23:00', 2)).toEqual(['20T23:00 21T01:00', '21T01:00', false])
    expect(preview('20T23:00', 2.5)).toEqual([
      '20T23:00 21T01:00',
      '23T09:00 23T09:30',
      '23T09:30',
      false,
    ])
  })
  it('is cut where it has too many', () => {
    expect(preview('22T00:00', 6, 1)).toEqual(['23T09:00 23T14:00', '23T16:00', true])
  })
  it('is one stretch around the clock', () => {
    expect(previewDue(AROUND_THE_CLOCK, 5, 7, 9)).toEqual({
      ...{ dueMs: 12, steps: [{ fromMs: 5, toMs: 12 }], isCut: false },
    })
  })
})
