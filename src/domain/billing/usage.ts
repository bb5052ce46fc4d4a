import type { ContractState } from './contract.js'

/** How many tickets were filed by a contract in its period, and how many it has. */
export function countUsage({ used, terms }: Pick<ContractState, 'used' | 'terms'>) {
  const included = terms.entitlements.ticketsPerPeriod ?? null
  const above = Math.max(used - (included ?? used), 0)
  return {
    used,
    included,
    left: included === null ? null : Math.max(included - used, 0),
    overage: terms.overage === null ? 0 : above,
  }
}
