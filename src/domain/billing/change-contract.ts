import { type Refusal, refusal } from '../errors.js'
import { type ContractState, isOver } from './contract.js'
import { closeContract } from './contract-steps.js'
import { isGivenUp, turnToNext } from './dunning.js'
import {
  type BilledLines,
  drawUpAll,
  type Issue,
  listOverageLines,
  listPeriodLines,
  listRemainderLines,
  listUnusedLines,
} from './invoice.js'
import { findPeriod, type Span } from './periods.js'
import type { Terms } from './plan.js'

/** What somebody has done to a contract: what it is now, and what was billed or credited for it. */
export type ContractOutcome = { state: ContractState; issues: Issue[] } | { refused: Refusal }

/** Another plan, at once for what is left of the period, or with the next one. `nth` numbers what is billed for it. */
export function changePlan(
  state: ContractState,
  terms: Terms,
  { when, at, nth }: { when: 'now' | 'renewal'; at: string; nth: number },
): ContractOutcome {
  if (terms.price.currency !== state.terms.price.currency) return { refused: otherCurrency(state) }
  if (state.status === 'scheduled') return { state: { ...state, terms }, issues: [] }
  const refused = refuseUnless(state, 'active', 'change its plan')
  if (refused !== undefined) return { refused }
  if (when === 'renewal') return { state: { ...state, nextTerms: terms }, issues: [] }
  if (state.dunning !== null) return { refused: unpaid() }
  return state.period === null
    ? { state: { ...state, terms }, issues: [] }
    : changeNow(state, state.period, terms, { at, nth })
}

function changeNow(
  state: ContractState,
  period: Span,
  terms: Terms,
  { at, nth }: { at: string; nth: number },
): ContractOutcome {
  const unused = { terms: state.terms, lines: listUnusedLines(state.terms, state, period, at) }
  const overage = { terms: state.terms, lines: listOverageLines(state.terms, state) }
  const changed: ContractState = { ...state, terms, nextTerms: null, settled: state.used }
  if (terms.period === state.terms.period) {
    const remainder = { terms, lines: listRemainderLines(terms, state, period, at) }
    return { state: changed, issues: drawUpAll(`change/${nth}`, [unused, remainder, overage]) }
  }
  // a month can't become a year half way: another length begins its own period
  const next = findPeriod(at, terms.period, 0)
  const whole = { terms, lines: listPeriodLines(terms, state, next) }
  const begun: ContractState = {
    ...changed,
    ...{ anchor: at, sinceAnchor: 1, period: next, periods: state.periods + 1 },
    ...{ used: state.ahead ?? 0, settled: 0, ahead: 0 },
  }
  return { state: begun, issues: drawUpAll(`change/${nth}`, [unused, whole, overage]) }
}

/**
 * Its end: with the period, or now, with what is not used credited where that is asked for: what is still being paid is
 * given back once it is.
 */
export function cancelContract(
  state: ContractState,
  { when, refund, at }: { when: 'period_end' | 'now'; refund: boolean; at: string },
): ContractOutcome {
  if (isOver(state)) return { refused: over(state) }
  if (when === 'period_end' && state.status === 'active') {
    return { state: { ...state, cancelAtPeriodEnd: true, nextTerms: null }, issues: [] }
  }
  const { terms, period } = state
  const unused: BilledLines[] =
    refund && state.status === 'active' && period !== null
      ? [{ terms, lines: listUnusedLines(terms, state, period, at) }]
      : []
  return closeContract(isGivenUp(state) ? turnToNext(state, at) : state, 'cancelled', unused)
}

/** Takes a cancellation back, or has a suspended one pay at once; one that is asked for already is not asked for again. */
export function resumeContract(state: ContractState, at: string): ContractOutcome {
  const { status, cancelAtPeriodEnd, dunning } = state
  if (status === 'suspended' && dunning !== null) {
    const resumed = isGivenUp(state) ? { ...state, dunning: { ...dunning, nextAt: at } } : state
    return { state: resumed, issues: [] }
  }
  if (status === 'active' && cancelAtPeriodEnd) {
    return { state: { ...state, cancelAtPeriodEnd: false }, issues: [] }
  }
  return { refused: isOver(state) ? over(state) : nothingToResume() }
}

function refuseUnless(state: ContractState, status: 'active', what: string): Refusal | undefined {
  if (state.status === status) return undefined
  return refusal('invalid_transition', `The contract is ${state.status}: it can’t ${what}.`)
}

function over({ status }: ContractState): Refusal {
  return refusal('invalid_transition', `The contract is ${status}: make another one.`)
}

function nothingToResume(): Refusal {
  const why = 'It is neither suspended nor cancelled: there is nothing to resume.'
  return refusal('invalid_transition', why)
}

function unpaid(): Refusal {
  const why = 'An invoice of the contract is not paid yet: its plan changes at once when it is.'
  return refusal('payment_pending', why)
}

function otherCurrency({ terms }: ContractState): Refusal {
  const why = `The contract is in ${terms.price.currency}, and currencies are never mixed: choose a plan in it.`
  return refusal('currency_mismatch', why)
}
