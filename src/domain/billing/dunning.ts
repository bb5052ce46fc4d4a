import { after } from '../time.js'
import { type ContractState, isOver } from './contract.js'

/** After the first refusal; a payment that is refused once more after the last of them suspends the contract. */
export const RETRY_AFTER = ['P1D', 'P3D', 'P5D', 'P7D'] as const

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
export interface SettledAttempt {
  state: ContractState
  invoice: 'paid' | 'open' | 'failed'
}

/** After an attempt: paid, to be tried again, or given up, which suspends what goes on. */
export function settleAttempt(
  state: ContractState,
  outcome: Settlement,
  at: string,
): SettledAttempt {
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

/** Nothing of a period that passed while it was suspended is billed, nor counted: the next one begins with the payment. */
function resumePaid(state: ContractState, at: string): ContractState {
  const paid = turnToNext(state, at)
  if (state.status !== 'suspended') return paid
  if (state.period === null || state.period.to > at) return { ...paid, status: 'active' }
  const period = { from: state.period.from, to: at }
  return { ...paid, status: 'active', anchor: at, sinceAnchor: 0, period, ahead: 0 }
}
