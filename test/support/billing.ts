import type { ContractOutcome } from '../../src/domain/billing/change-contract.js'
import { beginContract, type ContractState } from '../../src/domain/billing/contract.js'
import { findStep } from '../../src/domain/billing/contract-steps.js'
import { awaitPayment, settleAttempt } from '../../src/domain/billing/dunning.js'
import type { Issue } from '../../src/domain/billing/invoice.js'
import type { Terms } from '../../src/domain/billing/plan.js'

/** A version of a plan: 100.00 EUR a month, 19 % of tax, as many tickets as one likes. */
export const terms = (over: Partial<Terms> = {}): Terms => ({
  ...{ planId: 'plan', planVersion: 1, name: 'Gold', price: { amount: 10_000, currency: 'EUR' } },
  ...{ period: 'P1M', taxRate: 1900, entitlements: {}, overage: null },
  ...over,
})

export const contract = (over: Partial<ContractState> = {}): ContractState => ({
  ...beginContract({
    ...{ terms: over.terms ?? terms(), startsAt: START },
    ...{ autoRenew: true, quantity: 1, discount: 0 },
  }),
  ...over,
})

/** When `contract` begins, and so many days later. */
export const START = '2026-01-31T00:00:00.000Z'
export const day = (n: number) => new Date(Date.parse(START) + n * 86_400_000).toISOString()

/** Issues that are due, each paid at once, until nothing is. */
export function billUntil(
  state: ContractState,
  at: string,
): { state: ContractState; issues: Issue[] } {
  const issues: Issue[] = []
  let now = state
  for (let step = findStep(now, at); step !== undefined; step = findStep(now, at)) {
    if (step.kind === 'pay') now = settleAttempt(step.state, 'captured', at).state
    else {
      issues.push(...step.issues)
      now = step.issues.reduce((held, { reason }) => awaitPayment(held, reason, at), step.state)
    }
  }
  return { state: now, issues }
}

export const activeContract = (over: Partial<ContractState> = {}) =>
  billUntil(contract(over), START).state

/** Throws why it was refused. */
export function requireChanged(result: ContractOutcome) {
  if ('refused' in result) throw new Error(result.refused.code)
  return result
}

/** Its next attempt is refused. */
export function refuse(state: ContractState, at: string) {
  const step = findStep(state, at)
  if (step?.kind !== 'pay') throw new Error(`no attempt at ${at}`)
  return settleAttempt(step.state, 'declined', at)
}

/** An invoice of it was refused for a week. */
export function suspend(state: ContractState): ContractState {
  let refused = awaitPayment(state, 'i', START)
  for (const n of [0, 1, 3, 5, 7]) refused = refuse(refused, day(n)).state
  return refused
}
