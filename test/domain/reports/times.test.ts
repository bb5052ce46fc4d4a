import { describe, expect, it } from 'vitest'
import { countBuckets, findBucket, findPercentile } from '../../../src/domain/reports/buckets.js'
import { traceDimensions } from '../../../src/domain/reports/fact.js'
import { divide, divideWhole } from '../../../src/domain/reports/rates.js'
import { listTimesFacts } from '../../../src/domain/reports/times.js'
import type { RecordedEvent } from '../../../src/domain/sla/proof.js'

const hour = (n: number) => new Date(Date.UTC(2026, 0, 5, n, 20)).toISOString()
const PRESENT = {
  ...{ departmentId: 'IT', categoryId: null, assigneeId: 'a' },
  ...{ priority: 'high', channel: 'web' },
}
const DATES = {
  ...{ policyId: 'p', pauseIn: ['postponed', 'completed'] },
  ...{ firstResponseDueAt: hour(4), resolutionDueAt: hour(8) },
}
const event = (n: number, from: string | null, to: string, over: object, version = 1) =>
  ({ seq: n, version, from, to, event: { at: hour(n), ...over } }) as unknown as RecordedEvent // as much of it as is counted
const count = (...record: RecordedEvent[]) =>
  listTimesFacts({ present: PRESENT, isDeleted: false, record, calendars: [], surveys: [] }).map(
    ({ at, figures, buckets }) => [Number(at.slice(11, 13)), figures, buckets],
  )
const submitted = event(1, null, 'submitted', { type: 'submit' })
const assigned = event(2, 'submitted', 'assigned', { type: 'assign' })
const answered = event(3, 'assigned', 'assigned', { type: 'first_response' })
const completed = event(6, 'assigned', 'completed', { type: 'complete' })

describe('how long a ticket took', () => {
  it('is told from its first assignment where nothing was promised', () => {
    expect(count(submitted, assigned)).toEqual([])
    expect(count(submitted, assigned, answered, completed)).toEqual([
      [
        2,
        { responses: 1, responseSeconds: 3600, resolutions: 1, resolutionSeconds: 4 * 3600 },
        { responseBuckets: findBucket(3600), resolutionBuckets: findBucket(4 * 3600) },
      ],
    ])
  })
  it('is told from where its clocks start, without the time in which they stand', () => {
    const dated = event(4, 'assigned', 'assigned', { type: 'change_priority', dueDates: DATES })
    const told = count(
      submitted,
      assigned,
      dated,
      event(5, 'assigned', 'postponed', { type: 'postpone' }),
      event(7, 'postponed', 'assigned', { type: 'restart' }),
      event(8, 'assigned', 'closed', { type: 'close' }),
    )
    expect(told).toEqual([
      [4, { resolutions: 1, resolutionSeconds: 2 * 3600 }, { resolutionBuckets: findBucket(7200) }],
    ])
  })
  it('is of each life by itself', () => {
    const reopened = event(9, 'completed', 'reopened', { type: 'reopen' }, 2)
    const closed = event(10, 'reopened', 'closed', { type: 'close' }, 2)
    const told = count(submitted, assigned, completed, reopened, closed)
    expect(told.map(([at]) => at)).toEqual([2, 9])
  })
  it('is nothing of what nobody has worked on, was given up, or is deleted', () => {
    const rejected = event(3, 'submitted', 'rejected', { type: 'reject' })
    const withdrawn = event(3, 'assigned', 'withdrawn', { type: 'withdraw' })
    expect(count(submitted, rejected)).toEqual([])
    expect(count(submitted, assigned, withdrawn)).toEqual([])
    const record = [submitted, assigned, completed]
    expect(
      listTimesFacts({ present: PRESENT, isDeleted: true, record, calendars: [], surveys: [] }),
    ).toEqual([])
  })
})

it('a ticket stood where it stands, as of an event that its record has not', () => {
  expect(traceDimensions(PRESENT, [])(1)).toBe(PRESENT)
})

describe('buckets', () => {
  const percentile = (values: readonly number[], share: number) =>
    findPercentile(countBuckets(values.map(findBucket).join('')), share)
  it('tell percentiles within 2 %, of whatever values', () => {
    const values = Array.from({ length: 999 }, (_, i) => Math.round(1.017 ** i))
    for (const share of [0.01, 0.5, 0.9, 1]) {
      const exact = values[Math.ceil(values.length * share) - 1] ?? 0
      const told = percentile(values, share) ?? 0
      expect(Math.abs(told - exact)).toBeLessThanOrEqual(Math.max(1, exact * 0.02))
    }
  })
  it.each([
    [[], null],
    [[0, 0, 0], 0],
    [[0, 3600], 0],
    [[1], 1],
  ])('of %j have the median %s', (values, median) => {
    expect(percentile(values, 0.5)).toBe(median)
  })
  it('have an end, and are two letters each', () => {
    expect([findBucket(0), findBucket(1), findBucket(Number.MAX_SAFE_INTEGER)]).toEqual([
      'AA',
      'AB',
      'ff',
    ])
  })
  it('are counted as often as they are listed', () => {
    const counted = [0, 12, 1, 2, 1023, 3]
    expect(countBuckets('AA12ABff3AB')).toEqual(counted)
    expect(countBuckets('AA14ABff3ABAC', 'AAACAA')).toEqual(counted)
    expect(countBuckets('AA12AB2ff3')).toEqual(counted)
  })
})

it('a share of nothing is none', () => {
  expect([divide(1, 3), divide(1, 0), divideWhole(5, 2), divideWhole(0, 0)]).toEqual([
    0.3333,
    null,
    3,
    null,
  ])
})
