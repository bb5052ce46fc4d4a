import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AROUND_THE_CLOCK, openCalendar } from '../../../src/domain/sla/business-time.js'
import { type Booking, findStart } from '../../../src/domain/work-orders/find-start.js'
import { listMisfits, type Technician } from '../../../src/domain/work-orders/fit.js'

const day = '2026-03-02' // a Monday
const at = (clock: string) => `${day}T${clock}:00.000Z`
const technician: Technician = {
  skills: ['Network', 'ladder'],
  certifications: [{ name: 'Ladder', expiresAt: at('12:00') }],
  serviceAreas: ['North'],
  maxJobsPerDay: 2,
}
const asked = { skills: ['network'], area: 'north', window: { from: at('08:00'), to: at('18:00') } }
const office = openCalendar({
  hours: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ],
    tue: [['09:00', '17:00']],
  },
  holidays: [],
  offsets: [{ fromMs: 0, offsetMs: 0 }],
})
const free = { jobsThatDay: 0, isBusy: false }
const judged = {
  ...{ asked, technician, time: office, engagements: free },
  job: { from: at('09:00'), to: at('10:00') },
}

describe('somebody who is asked to come', () => {
  it('can come where nothing speaks against it', () => {
    expect(listMisfits(judged)).toEqual([])
    const anywhere = { ...technician, serviceAreas: [], maxJobsPerDay: null }
    const full = { jobsThatDay: 99, isBusy: false }
    expect(listMisfits({ ...judged, technician: anywhere, engagements: full })).toEqual([])
  })
  it('lacks what they have not learnt, and what they are not certified for any more', () => {
    const climbing = { ...judged, asked: { ...asked, skills: ['Ladder'] } }
    expect(listMisfits(climbing)).toEqual([])
    const late = { from: at('13:00'), to: at('14:00') }
    expect(listMisfits({ ...climbing, job: late })).toEqual(['not_qualified'])
    const forGood = { ...technician, certifications: [{ name: 'ladder', expiresAt: null }] }
    expect(listMisfits({ ...climbing, job: late, technician: forGood })).toEqual([])
    const welding = { ...judged, asked: { ...asked, skills: ['welding'] } }
    expect(listMisfits(welding)).toEqual(['not_qualified'])
  })
  it('is told all that speaks against it, in order', () => {
    const job = { from: at('07:00'), to: at('18:30') }
    const engagements = { jobsThatDay: 2, isBusy: true }
    const elsewhere = { ...asked, area: 'south', skills: ['welding'] }
    expect(listMisfits({ ...judged, asked: elsewhere, job, engagements })).toEqual([
      ...['not_qualified', 'outside_area', 'outside_window', 'outside_hours', 'too_many_jobs'],
      'calendar_conflict',
    ])
    const lunch = { from: at('11:30'), to: at('13:30') }
    expect(listMisfits({ ...judged, job: lunch })).toEqual(['outside_hours'])
  })
})

const dayAt = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const hour = 3_600_000
const search = {
  ...{ asked, technician, time: office, durationMs: 2 * hour, dayAt },
  booked: [] as Booking[],
}

describe('the earliest time at which somebody can come', () => {
  it('is the first free one within their hours', () => {
    expect(findStart(search)).toEqual({ at: at('09:00'), why: [] })
    const booked = [{ isLive: true, from: at('09:30'), to: at('11:00') }]
    expect(findStart({ ...search, booked })).toEqual({ at: at('13:00'), why: [] })
  })
  it('lies on the next day where this one is full', () => {
    const window = { from: at('08:00'), to: '2026-03-03T18:00:00.000Z' }
    const booked = [
      { isLive: false, from: at('09:00'), to: at('10:00') },
      { isLive: true, from: at('10:00'), to: at('11:00') },
    ]
    const found = findStart({ ...search, asked: { ...asked, window }, booked })
    expect(found).toEqual({ at: '2026-03-03T09:00:00.000Z', why: [] })
  })
  it('is none, and why is said', () => {
    const busy = [{ isLive: true, from: at('08:00'), to: at('18:00') }]
    expect(findStart({ ...search, booked: busy }).why).toEqual([
      'outside_hours',
      'calendar_conflict',
    ])
    const short = { ...asked, window: { from: at('09:00'), to: at('10:00') } }
    expect(findStart({ ...search, asked: short }).why).toEqual(['outside_window'])
    const south = { ...asked, area: 'south', skills: ['welding'] }
    expect(findStart({ ...search, asked: south })).toEqual({
      ...{ at: null, why: ['not_qualified', 'outside_area'] },
    })
  })
  it('is judged by what proves a skill then, though that expires before the window ends', () => {
    const able = (expiresAt: string) =>
      findStart({
        ...search,
        asked: { ...asked, skills: ['welding'] },
        technician: { ...technician, certifications: [{ name: 'Welding', expiresAt }] },
      })
    expect(able(at('11:00'))).toEqual({ at: at('09:00'), why: [] })
    expect(able(at('10:59'))).toEqual({ at: null, why: ['not_qualified'] })
  })
  it('is one at which nothing speaks against it, and no earlier quarter of an hour is', () => {
    const quarter = hour / 4
    const from = Date.parse(at('00:00'))
    const span = fc.tuple(fc.nat(190), fc.integer({ min: 1, max: 12 }), fc.boolean())
    fc.assert(
      fc.property(
        fc.array(span, { maxLength: 5 }),
        fc.constantFrom(AROUND_THE_CLOCK, office),
        fc.integer({ min: 1, max: 16 }),
        fc.constantFrom(null, 1, 3),
        // by UTC, and where days begin a quarter past six in the evening of it
        fc.constantFrom(0, 23 * quarter),
        (spans, time, quarters, maxJobsPerDay, ahead) => {
          const localDay = (ms: number) => dayAt(ms + ahead)
          const booked = spans
            .sort(([a], [b]) => a - b)
            .map(([start, length, isLive]) => ({
              ...{ isLive, from: new Date(from + start * quarter).toISOString() },
              to: new Date(from + (start + length) * quarter).toISOString(),
            }))
          const window = { from: at('06:00'), to: '2026-03-04T00:00:00.000Z' }
          const durationMs = quarters * quarter
          const who = { ...technician, maxJobsPerDay }
          const judge = (ms: number) => {
            const job = {
              from: new Date(ms).toISOString(),
              to: new Date(ms + durationMs).toISOString(),
            }
            const engagements = {
              jobsThatDay: booked.filter((one) => localDay(Date.parse(one.from)) === localDay(ms))
                .length,
              isBusy: booked.some((one) => one.isLive && one.from < job.to && one.to > job.from),
            }
            return listMisfits({
              asked: { ...asked, window },
              technician: who,
              job,
              time,
              engagements,
            })
          }
          const given = {
            ...search,
            asked: { ...asked, window },
            technician: who,
            time,
            booked,
            durationMs,
            dayAt: localDay,
          }
          const found = findStart(given)
          const all = Array.from({ length: 192 }, (_, n) => from + n * quarter)
          const first = all.find((ms) => judge(ms).length === 0)
          expect(found.at).toBe(first === undefined ? null : new Date(first).toISOString())
        },
      ),
      { numRuns: 300 },
    )
  })
})
