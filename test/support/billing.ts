import { beginContract, type ContractState } from '../../src/domain/billing/contract.js'
import type { Terms } from '../../src/domain/billing/plan.js'

/** A version of a plan: 100.00 EUR a month, 19 % of tax, as many tickets as one likes. */
export const terms = (over: Partial<Terms> = {}): Terms => ({
  ...{ planId: 'plan', planVersion: 1, name: 'Gold', price: { amount: 10_000, currency: 'EUR' } },
  ...{ period: 'P1M', taxRate: 1900, entitlements: {}, overage: null },
  ...over,
})

export const contract = (over: Partial<ContractState> = {}): ContractState => ({
  ...beginContract({
    ...{ terms: over.terms ?? terms(), startsAt: '2026-01-31T00:00:00.000Z' },
    ...{ autoRenew: true, quantity: 1, discount: 0 },
  }),
  ...over,
})
