import type { ContractState } from '../../domain/billing/contract.js'
import { auditDifference } from '../resources/audit-difference.js'
import type { Change } from '../resources/change-facts.js'

/** Says what a contract has come to by itself: it has begun, was renewed, suspended or taken up again, or is over. */
export async function auditStanding(
  change: Change,
  entityId: string,
  before: ContractState,
  after: ContractState,
): Promise<void> {
  const audited = { action: 'contract.advance', entity: 'contract', entityId }
  await auditDifference(change, audited, describe(before), describe(after))
}

function describe({ status, period }: ContractState) {
  return { status, currentPeriod: period }
}
