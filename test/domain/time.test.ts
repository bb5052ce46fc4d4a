import { describe, expect, it } from 'vitest'
import {
  after as addTo,
  before,
  isDuration,
  listDurationParts,
  nextRepeat,
} from '../../src/domain/time.js'

describe('durations', () => {
  it.each([
    'PT1S',
    'P3D',
    'P1DT2H30M',
    'P2W',
    'PT1.5S',
    'P1M',
    'P1Y',
    'P1Y2M3DT4H',
    'P100Y',
    'P36525D',
  ])('%s is one', (iso) => expect(isDuration(iso)).toBe(true))
  it('lead to no year that has five digits, or none', () => {
    expect(addTo('9999-12-31T00:00:00.000Z', 'P1M')).toBe('9999-12-31T23:59:59.999Z')
    expect(before('0001-01-01T00:00:00.000Z', 'PT1S')).toBe('0001-01-01T00:00:00.000Z')
  })
  it.each([
    '',
    'P',
    'PT',
    '3D',
    'P-1D',
    'PT0.5S',
    'P0M',
    'P101Y',
    'P99999999D',
    `P${'9'.repeat(400)}D`,
  ])('%s is none, or too short or too long', (iso) => expect(isDuration(iso)).toBe(false))
})

describe('after', () => {
  const at = '2026-01-01T00:00:00.000Z'
  it.each([
    ['PT1S', '2026-01-01T00:00:01.000Z'],
    ['PT0.5S', '2026-01-01T00:00:00.500Z'],
    ['P3D', '2026-01-04T00:00:00.000Z'],
    ['P2WT30M', '2026-01-15T00:30:00.000Z'],
    ['P1M', '2026-02-01T00:00:00.000Z'],
    ['P1Y1DT2H', '2027-01-02T02:00:00.000Z'],
    ['soon', at],
  ])('%s is %s', (duration, later) => expect(addTo(at, duration)).toBe(later))
  it.each([
    ['2026-01-31T08:30:00.000Z', 'P1M', '2026-02-28T08:30:00.000Z'],
    ['2024-02-29T00:00:00.000Z', 'P1Y', '2025-02-28T00:00:00.000Z'],
    ['2026-10-31T00:00:00.000Z', 'P13M', '2027-11-30T00:00:00.000Z'],
  ])('of %s, %s ends on the last day of a month that is shorter', (from, duration, later) =>
    expect(addTo(from, duration)).toBe(later),
  )
})

describe('the next repeat', () => {
  const start = '2026-01-01T00:00:00.000Z'
  it.each([
    ['2026-01-01T00:00:00.000Z', '2026-01-04T00:00:00.000Z'],
    ['2026-01-03T23:59:59.999Z', '2026-01-04T00:00:00.000Z'],
    ['2026-01-04T00:00:00.000Z', '2026-01-07T00:00:00.000Z'],
    ['2026-01-12T00:00:00.000Z', '2026-01-13T00:00:00.000Z'],
    ['2025-12-01T00:00:00.000Z', '2026-01-04T00:00:00.000Z'],
  ])('after %s is %s', (now, next) => expect(nextRepeat(start, 'P3D', now)).toBe(next))
  it.each([
    ['2026-01-31T00:00:00.000Z', '2026-02-28T00:00:00.000Z'],
    ['2026-02-28T00:00:00.000Z', '2026-03-31T00:00:00.000Z'],
    ['2036-01-30T00:00:00.000Z', '2036-01-31T00:00:00.000Z'],
  ])('by months after %s is %s', (now, next) =>
    expect(nextRepeat('2026-01-31T00:00:00.000Z', 'P1M', now)).toBe(next),
  )
  it('comes a second later for what is no duration', () => {
    expect(nextRepeat(start, 'soon', start)).toBe('2026-01-01T00:00:01.000Z')
  })
})

describe('the parts of a duration', () => {
  it.each([
    ['P3D', '3 day'],
    ['P1DT12H', '1 day, 12 hour'],
    ['P1Y2M3W', '1 year, 2 month, 3 week'],
    ['PT1M30S', '1 minute, 30 second'],
    ['soon', ''],
  ])('of %s are %s', (duration, parts) => {
    expect(
      listDurationParts(duration)
        .map(({ unit, n }) => `${n} ${unit}`)
        .join(', '),
    ).toBe(parts)
  })
})

describe('before', () => {
  it.each([
    ['2030-03-31T12:00:00.000Z', 'P1M', '2030-02-28T12:00:00.000Z'],
    ['2030-01-15T12:00:00.000Z', 'P1Y2M', '2028-11-15T12:00:00.000Z'],
    ['2030-01-01T00:00:00.500Z', 'P1DT0.5S', '2029-12-31T00:00:00.000Z'],
    ['2030-01-01T00:00:00.000Z', 'nonsense', '2030-01-01T00:00:00.000Z'],
  ])('%s it was %s earlier %s', (at, duration, earlier) =>
    expect(before(at, duration)).toBe(earlier),
  )
})
