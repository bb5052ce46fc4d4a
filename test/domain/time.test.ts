import { describe, expect, it } from 'vitest'
import { after as addTo, durationMs, nextRepeat } from '../../src/domain/time.js'

describe('durations', () => {
  it.each([
    ['PT1S', 1000],
    ['P3D', 259_200_000],
    ['P1DT2H30M', 95_400_000],
    ['P2W', 1_209_600_000],
    ['PT0.5S', 500],
  ])('%s is %i ms', (iso, ms) => expect(durationMs(iso)).toBe(ms))
  it.each(['', 'P', 'PT', 'P1Y', '3D', 'P1M', 'P-1D', 'P99999999D'])('%s is none', (iso) => {
    expect(durationMs(iso)).toBeUndefined()
  })
})

describe('after', () => {
  const at = '2026-01-01T00:00:00.000Z'
  it('adds to an instant', () => {
    expect(addTo(at, 'P1D')).toBe('2026-01-02T00:00:00.000Z')
  })
  it('adds nothing for what is no duration', () => {
    expect(addTo(at, 'soon')).toBe(at)
  })
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
  it('comes a second later for what is no duration', () => {
    expect(nextRepeat(start, 'soon', start)).toBe('2026-01-01T00:00:01.000Z')
  })
})
