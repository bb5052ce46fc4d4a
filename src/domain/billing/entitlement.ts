import { type Refusal, refusal } from '../errors.js'
import type { Terms } from './plan.js'

/** What a ticket is filed by: a live contract of its requester's customer, and what was used of it. */
export interface Entitlement {
  contractId: string
  /** By which the ticket comes. */
  channel: string
  used: number
  terms: Terms
}

/** Why another ticket of a channel is not taken; undefined where it is, and where nobody has sold anything. */
export function refuseUnentitled(entitlement: Entitlement | null | undefined): Refusal | undefined {
  if (entitlement == null) return undefined
  const { contractId, channel, used, terms } = entitlement
  const { channels, ticketsPerPeriod } = terms.entitlements
  if (channels !== undefined && !channels.some((one) => one === channel)) {
    const why = `${terms.name} takes no tickets by this channel, but by ${channels.join(', ')}.`
    return refusal('entitlement_exhausted', why, { contractId, channels })
  }
  if (ticketsPerPeriod === undefined || used < ticketsPerPeriod || terms.overage !== null) {
    return undefined
  }
  const why = `${terms.name} has tickets for each period (${ticketsPerPeriod}), and all of them are used: the next period brings new ones, and another plan more.`
  return refusal('entitlement_exhausted', why, { contractId, used, included: ticketsPerPeriod })
}
