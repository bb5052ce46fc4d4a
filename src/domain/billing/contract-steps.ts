import type { ContractState, Dunning } from './contract.js'
import {
  type BilledLines,
  drawUpAll,
  type Issue,
  listOverageLines,
  listPeriodLines,
} from './invoice.js'
import { findPeriod, type Span } from './periods.js'

/** What is due of a contract by itself. */
export type Step =
  | { kind: 'issue'; state: ContractState; issues: Issue[] }
  | { kind: 'pay'; state: ContractState; invoiceId: string; attempt: number }

/** The first thing that is due at an instant; undefined when nothing is. No period begins before the last one is paid. */
export function findStep(state: ContractState, at: string): Step | undefined {
  const { dunning } = state
  if (dunning !== null) return findAttempt(state, dunning, at)
  const dueAt = findBoundary(state)
  if (dueAt === null || dueAt > at) return undefined
  return isContinued(state) ? beginPeriod(state) : endContract(state)
}

/** When there is something to do by itself; null where nothing is. */
export function findNextDue(state: ContractState): string | null {
  return state.dunning === null ? findBoundary(state) : state.dunning.nextAt
}

function findAttempt(state: ContractState, dunning: Dunning, at: string): Step | undefined {
  if (dunning.nextAt === null || dunning.nextAt > at) return undefined
  const attempt = dunning.attempts + 1
  const begun: Dunning = { ...dunning, attempts: attempt, nextAt: null, isUnderWay: true }
  return { kind: 'pay', state: { ...state, dunning: begun }, invoiceId: dunning.invoiceId, attempt }
}

/** When its period ends, or its first begins. */
function findBoundary({ status, startsAt, period }: ContractState): string | null {
  if (status === 'scheduled') return startsAt
  return status === 'active' && period !== null ? period.to : null
}

function isContinued({ status, autoRenew, cancelAtPeriodEnd }: ContractState): boolean {
  return status === 'scheduled' || (autoRenew && !cancelAtPeriodEnd)
}

/** Where an instant is in time for the contract, and what was filed there: in the period of its row, or in the one that follows it. */
export function findCurrent(state: ContractState, at: string): Current {
  const dueAt = findBoundary(state)
  const isNext = dueAt !== null && dueAt <= at && isContinued(state)
  return isNext ? followPeriod(state) : state
}

type Current = Pick<ContractState, 'terms' | 'period' | 'used' | 'settled'>
type Followed = Current & Pick<ContractState, 'anchor' | 'sinceAnchor'> & { period: Span }

function followPeriod(state: ContractState): Followed {
  const terms = state.nextTerms ?? state.terms
  const last = state.period
  const isOtherLength = last !== null && terms.period !== state.terms.period
  const anchor = isOtherLength ? last.to : state.anchor
  const sinceAnchor = isOtherLength ? 0 : state.sinceAnchor
  const period = findPeriod(anchor, terms.period, sinceAnchor)
  const used = state.ahead ?? 0
  return { terms, anchor, sinceAnchor: sinceAnchor + 1, period, used, settled: 0 }
}

/** Bills the next period, and what was used above the number in the last one. */
function beginPeriod(state: ContractState): Step {
  const overage = { terms: state.terms, lines: listOverageLines(state.terms, state) }
  const next = followPeriod(state)
  const periods = state.periods + 1
  const { ahead: _begun, ...rest } = state
  const begun: ContractState = {
    ...rest,
    ...next,
    ...{ status: 'active', nextTerms: null, periods },
  }
  const { terms, period } = next
  const parts = [{ terms, lines: listPeriodLines(terms, state, period) }, overage]
  return { kind: 'issue', state: begun, issues: drawUpAll(`period/${periods}`, parts) }
}

function endContract(state: ContractState): Step {
  const status = state.cancelAtPeriodEnd ? 'cancelled' : 'ended'
  return { kind: 'issue', ...closeContract(state, status, []) }
}

/** Ends it, and bills what was used above the number, together with what else there is. */
export function closeContract(
  state: ContractState,
  status: 'cancelled' | 'ended',
  more: BilledLines[],
): { state: ContractState; issues: Issue[] } {
  const overage = { terms: state.terms, lines: listOverageLines(state.terms, state) }
  const closed: ContractState = { ...state, status, nextTerms: null, used: 0, settled: 0 }
  return { state: closed, issues: drawUpAll('end', [...more, overage]) }
}
