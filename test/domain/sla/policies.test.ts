import { describe, expect, it } from 'vitest'
import {
  computeDueDates,
  findDefaultPolicy,
  type SlaPolicy,
} from '../../../src/domain/sla/policies.js'
import { AT } from '../../support/tickets.js'

const policy = (over: Partial<SlaPolicy>): SlaPolicy => ({
  id: 'n',
  priority: 'normal',
  resolution: 'P3D',
  firstResponse: 'PT8H',
  isDefault: true,
  ...over,
})

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
    expect(computeDueDates(policy({}), AT)).toEqual({
      policyId: 'n',
      firstResponseDueAt: '2026-01-01T08:00:00.000Z',
      resolutionDueAt: '2026-01-04T00:00:00.000Z',
    })
    expect(computeDueDates(policy({ firstResponse: null }), AT).firstResponseDueAt).toBeNull()
  })

  it('without one nothing is due', () => {
    const none = { policyId: null, firstResponseDueAt: null, resolutionDueAt: null }
    expect(computeDueDates(undefined, AT)).toEqual(none)
  })
})
