import type { Volume } from './invoice.js'
import type { Span } from './periods.js'
import type { Terms } from './plan.js'

export const CONTRACT_STATUSES = ['scheduled', 'active', 'suspended', 'cancelled', 'ended'] as const
export type ContractStatus = (typeof CONTRACT_STATUSES)[number]

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
  /** Tickets that were filed since its end, before the next one was begun: they are of that. */
  ahead?: number
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

export function isOver({ status }: Pick<ContractState, 'status'>): boolean {
  return status === 'cancelled' || status === 'ended'
}
