import { after } from '../time.js'
import {
  type Billed,
  drawUpAll,
  type Issue,
  listOverageLines,
  listPeriodLines,
  type Volume,
} from './invoice.js'
import { findPeriod, type Span } from './periods.js'
import type { Terms } from './plan.js'

export const CONTRACT_STATUSES = ['scheduled', 'active', 'suspended', 'cancelled', 'ended'] as const
export type ContractStatus = (typeof CONTRACT_STATUSES)[number]

/** After the first refusal; a payment that is refused once more after the last of them suspends the contract. */
export const RETRY_AFTER = ['P1D', 'P3D', 'P5D', 'P7D'] as const

/** An invoice that is not paid yet, and how far trying has come. */
export interface Dunning {
  invoiceId: string
  /** Attempts that were begun. */
  attempts: number
  /** When the first one was refused. */
  refusedAt: string | null
  /** When the next one is due; null while one is under way, and where there is none any more. */
  nextAt: string | null
  /** It was begun, and its outcome is not known yet: no other begins before it is. */
  isUnderWay?: true
}

export interface ContractState extends Volume {
  status: ContractStatus
  autoRenew: boolean
  cancelAtPeriodEnd: boolean
  terms: Terms
  /** What it changes to with the next period. */
  nextTerms: Terms | null
  startsAt: string
  /** What periods are counted from, and how many of them have begun since. */
  anchor: string
  sinceAnchor: number
  /** How many have begun in all. */
  periods: number
  /** The present one, or the last; null before the first. */
  period: Span | null
  /** Tickets that were filed in it. */
  used: number
  /** So many of them were filed by a plan that was changed since: what they cost was billed then. Left out of those of before it was kept. */
  settled?: number
  dunning: Dunning | null
  /** Invoices whose turn comes when that one is dealt with. */
  unpaid: string[]
}

export interface NewContract extends Volume {
  terms: Terms
  startsAt: string
  autoRenew: boolean
}

export function beginContract({ terms, startsAt, ...given }: NewContract): ContractState {
  return {
    ...given,
    ...{ status: 'scheduled', cancelAtPeriodEnd: false, terms, nextTerms: null, startsAt },
    ...{ anchor: startsAt, sinceAnchor: 0, periods: 0, period: null, used: 0 },
    ...{ settled: 0, dunning: null },
    unpaid: [],
  }
}

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

/** Bills the next period, and what was used above the number in the last one. */
function beginPeriod(state: ContractState): Step {
  const overage = { terms: state.terms, lines: listOverageLines(state.terms, state) }
  const terms = state.nextTerms ?? state.terms
  const last = state.period
  const isOtherLength = last !== null && terms.period !== state.terms.period
  const anchor = isOtherLength ? last.to : state.anchor
  const sinceAnchor = isOtherLength ? 0 : state.sinceAnchor
  const period = findPeriod(anchor, terms.period, sinceAnchor)
  const periods = state.periods + 1
  const begun: ContractState = {
    ...state,
    ...{ status: 'active', terms, nextTerms: null, anchor, sinceAnchor: sinceAnchor + 1 },
    ...{ periods, period, used: 0, settled: 0 },
  }
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
  more: Billed[],
): { state: ContractState; issues: Issue[] } {
  const overage = { terms: state.terms, lines: listOverageLines(state.terms, state) }
  const closed: ContractState = { ...state, status, nextTerms: null, used: 0, settled: 0 }
  return { state: closed, issues: drawUpAll('end', [...more, overage]) }
}

/** An invoice waits for its first attempt: at once, or behind another. */
export function awaitPayment(state: ContractState, invoiceId: string, at: string): ContractState {
  if (state.dunning !== null) return { ...state, unpaid: [...state.unpaid, invoiceId] }
  return { ...state, dunning: { invoiceId, attempts: 0, refusedAt: null, nextAt: at } }
}

/** Whether an invoice of it is tried no more unless it is resumed. */
export function isGivenUp({ status, dunning }: ContractState): boolean {
  return (
    status === 'suspended' &&
    dunning !== null &&
    dunning.nextAt === null &&
    dunning.isUnderWay !== true
  )
}

/** What was tried is dealt with, or given up: of those that wait the first is tried. */
export function turnToNext(state: ContractState, at: string): ContractState {
  const [invoiceId, ...unpaid] = state.unpaid
  const rest: ContractState = { ...state, dunning: null, unpaid }
  return invoiceId === undefined ? rest : awaitPayment(rest, invoiceId, at)
}

/** What an attempt has come to, definitely. */
export type Settlement = 'captured' | 'declined'

/** What becomes of the contract and of its invoice. */
export interface Settled {
  state: ContractState
  invoice: 'paid' | 'open' | 'failed'
}

/** After an attempt: paid, to be tried again, or given up, which suspends what goes on. */
export function settleAttempt(state: ContractState, outcome: Settlement, at: string): Settled {
  if (outcome === 'captured') return { state: resumePaid(state, at), invoice: 'paid' }
  const { dunning } = state
  if (dunning === null) return { state, invoice: 'open' }
  const { isUnderWay: _ended, ...tried } = dunning
  const refusedAt = tried.refusedAt ?? at
  const wait = RETRY_AFTER[tried.attempts - 1]
  const nextAt = wait === undefined ? null : after(refusedAt, wait)
  const next: ContractState = { ...state, dunning: { ...tried, refusedAt, nextAt } }
  if (nextAt !== null) return { state: next, invoice: 'open' }
  return { state: giveUp(next, at), invoice: 'failed' }
}

/** What goes on is suspended until it is paid; of what is over, the next invoice has its turn. */
function giveUp(state: ContractState, at: string): ContractState {
  if (isOver(state)) return turnToNext(state, at)
  return { ...state, status: 'suspended' }
}

export function isOver({ status }: Pick<ContractState, 'status'>): boolean {
  return status === 'cancelled' || status === 'ended'
}

/** Nothing of a period that passed while it was suspended is billed: the next one begins with the payment. */
function resumePaid(state: ContractState, at: string): ContractState {
  const paid = turnToNext(state, at)
  if (state.status !== 'suspended') return paid
  if (state.period === null || state.period.to > at) return { ...paid, status: 'active' }
  const period = { from: state.period.from, to: at }
  return { ...paid, status: 'active', anchor: at, sinceAnchor: 0, period }
}
