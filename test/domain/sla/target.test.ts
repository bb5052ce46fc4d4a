import { describe, expect, it } from 'vitest'
import { isTarget } from '../../../src/domain/sla/target.js'
import { lengthMs } from '../../../src/domain/time.js'

describe('a target', () => {
  it.each(['PT1S', 'PT90M', 'P1DT12H', 'P2W', 'P365D', 'PT8760H'])('may be %s', (iso) => {
    expect(isTarget(iso)).toBe(true)
  })
  it.each(['P1M', 'P1Y', 'P1Y2DT3H', 'PT0S', 'PT0.5S', 'P366D', 'soon', 'P', '-P1D'])(
    'is never %s',
    (iso) => {
      expect(isTarget(iso)).toBe(false)
    },
  )
  it('has a length', () => {
    expect(lengthMs('P1DT1H')).toBe(25 * 3_600_000)
    expect(lengthMs('P1M')).toBeUndefined()
  })
})
