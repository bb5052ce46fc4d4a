import { describe, expect, it } from 'vitest'
import { AROUND_THE_CLOCK, openCalendar } from '../../../src/domain/sla/business-time.js'
import {
  computeDueDates,
  findDefaultPolicy,
  nameDueDate,
  PAUSES,
  promiseTemplate,
  type SlaPolicy,
} from '../../../src/domain/sla/policies.js'
import { BY_CALENDAR, CALENDAR } from '../../support/calendar.js'
import { AT } from '../../support/tickets.js'

const START = { from: AT, time: AROUND_THE_CLOCK }

const policy = (over: Partial<SlaPolicy>): SlaPolicy => ({
  id: 'n',
  priority: 'normal',
  resolution: 'P3D',
  firstResponse: 'PT8H',
  isDefault: true,
  calendar: null,
  ...over,
})

const promise = (over: Partial<SlaPolicy>) => promiseTemplate(policy(over))
const TERMS = { percents: [75], pauseIn: [...PAUSES] }

describe('service level policies', () => {
  it('the default of a priority holds, and none where there is none', () => {
    const own = policy({})
    const policies = [
      policy({ id: 'x', isDefault: false }),
      policy({ id: 'u', priority: 'urgent' }),
      own,
    ]
    expect(findDefaultPolicy(policies, 'normal')).toBe(own)
    expect(findDefaultPolicy(policies, 'low')).toBeUndefined()
  })

  it('give dates from the start, a first response only where they have one', () => {
    expect(computeDueDates(promise({}), START)).toEqual({
      ...TERMS,
      policyId: 'n',
      firstResponseDueAt: '2026-01-01T08:00:00.000Z',
      resolutionDueAt: '2026-01-04T00:00:00.000Z',
      warnings: {
        first_response: [{ percent: 75, at: '2026-01-01T06:00:00.000Z' }],
        resolution: [{ percent: 75, at: '2026-01-03T06:00:00.000Z' }],
      },
    })
    expect(computeDueDates(promise({ firstResponse: null }), START).firstResponseDueAt).toBeNull()
  })

  it('give no date of a resolution where they promise a response alone', () => {
    const dates = computeDueDates({ ...promise({}), resolution: null }, START)
    expect(dates).toMatchObject({
      ...{ policyId: 'n', firstResponseDueAt: '2026-01-01T08:00:00.000Z', resolutionDueAt: null },
      warnings: { first_response: [{ percent: 75 }], resolution: [] },
    })
  })

  it('without one nothing is due', () => {
    const none = { policyId: null, firstResponseDueAt: null, resolutionDueAt: null }
    expect(computeDueDates(undefined, START)).toEqual({ ...TERMS, ...none })
  })

  it('by a calendar give dates and warnings in business time, and say which it is', () => {
    // Friday, 03:45 in Kathmandu
    const start = { from: '2026-01-01T22:00:00.000Z', time: openCalendar(CALENDAR) }
    const dates = computeDueDates(promise({ resolution: 'P1D', calendar: BY_CALENDAR }), start)
    expect(dates).toEqual({
      ...TERMS,
      policyId: 'n',
      firstResponseDueAt: '2026-01-02T08:15:00.000Z',
      resolutionDueAt: '2026-01-06T23:15:00.000Z',
      calendar: BY_CALENDAR,
      warnings: {
        first_response: [{ percent: 75, at: '2026-01-02T06:15:00.000Z' }],
        resolution: [{ percent: 75, at: '2026-01-03T06:15:00.000Z' }],
      },
    })
    const dueAt = '2026-01-02T04:15:00.000Z'
    expect(nameDueDate(dates, dueAt, start)).toEqual({
      ...dates,
      resolutionDueAt: dueAt,
      isDueDateNamed: true,
      warnings: {
        ...dates.warnings,
        resolution: [{ percent: 75, at: '2026-01-02T03:15:00.000Z' }],
      },
    })
    const silent = promise({ firstResponse: null, calendar: BY_CALENDAR })
    expect(computeDueDates(silent, start).warnings?.first_response).toEqual([])
  })

  it('that were made in months are as long as the months that follow', () => {
    expect(computeDueDates(promise({ resolution: 'P1M' }), START).resolutionDueAt).toBe(
      '2026-02-01T00:00:00.000Z',
    )
  })
})
