import type { Channel } from '../ticket/state.js'
import type { Priority } from '../ticket/status.js'
import type { Money } from './money.js'
import type { BillingPeriod } from './periods.js'

/** What tickets of a customer get by their contract. */
export interface Entitlements {
  /** Left out: as many as they like. */
  ticketsPerPeriod?: number | undefined
  /** By which they may be filed; left out: by all. */
  channels?: Channel[] | undefined
  /** What is promised of them, whatever policies would match. */
  slaPolicyId?: string | undefined
  /** Of those that are filed without one. */
  priority?: Priority | undefined
}

/** A version of a plan as a contract has it: later ones are for those who choose them. */
export interface Terms {
  planId: string
  planVersion: number
  name: string
  price: Money
  period: BillingPeriod
  /** In hundredths of a percent. */
  taxRate: number
  entitlements: Entitlements
  /** What each ticket above the number costs; null: there are no more than the number. */
  overage: { amount: number } | null
}
