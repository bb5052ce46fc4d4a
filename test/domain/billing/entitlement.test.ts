import { expect, it } from 'vitest'
import { refuseUnentitled } from '../../../src/domain/billing/entitlement.js'
import type { Terms } from '../../../src/domain/billing/plan.js'
import { terms } from '../../support/billing.js'

it('given a plan, when another ticket is filed by it, then it is taken while there are some left, and by its channels', () => {
  const judge = (over: Partial<Terms>, used = 2, channel = 'web') =>
    refuseUnentitled({ contractId: 'k', channel, used, terms: terms(over) })?.details
  const two = { entitlements: { ticketsPerPeriod: 2 } }
  expect([judge({}), judge(two, 1), judge({ ...two, overage: { amount: 1 } })]).toEqual([
    ...[undefined, undefined, undefined],
  ])
  expect(judge(two)).toEqual({ contractId: 'k', used: 2, included: 2 })
  expect(judge({ entitlements: { channels: ['mail'] } })).toEqual({
    contractId: 'k',
    channels: ['mail'],
  })
  expect(judge({ entitlements: { channels: ['web'] } })).toBeUndefined()
  expect([refuseUnentitled(null), refuseUnentitled(undefined)]).toEqual([...[undefined, undefined]])
})
