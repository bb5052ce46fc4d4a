import type { Entitlements, Terms } from './plan.js'

/** Tickets of a period, and how many of them were settled with another plan. */
export interface FiledTickets {
  used: number
  settled?: number
}

/** How many are above the number, and are not settled. */
export function countAbove(
  { ticketsPerPeriod }: Pick<Entitlements, 'ticketsPerPeriod'>,
  { used, settled = 0 }: FiledTickets,
): number {
  return Math.max(used - Math.max(ticketsPerPeriod ?? used, settled), 0)
}

/** How many tickets were filed by a contract in its period, and how many it has. */
export function countUsage(state: FiledTickets & { terms: Terms }) {
  const { used, terms } = state
  const included = terms.entitlements.ticketsPerPeriod ?? null
  const above = countAbove(terms.entitlements, state)
  return {
    used,
    included,
    left: included === null ? null : Math.max(included - used, 0),
    overage: terms.overage === null ? 0 : above,
  }
}
