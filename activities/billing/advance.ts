import {
  type AdvancedContract,
  advanceContract,
  type ContractRef,
} from '../../src/write/billing/advance.js'
import type { ActivityDeps } from '../deps.js'
import { nonRetryableUnlessTransient } from '../failures.js'

export interface ContractDue extends ContractRef {
  at: string
}

/** Writes what is due of a contract; null where there is none. Harmless to repeat: what was written is not due any more. */
export function advanceContractActivity({
  db,
  notifyCommitted,
}: Pick<ActivityDeps, 'db' | 'notifyCommitted'>) {
  return async ({ at, ...ref }: ContractDue): Promise<AdvancedContract | null> => {
    const advanced = await nonRetryableUnlessTransient(() => advanceContract(db, ref, at))
    notifyCommitted()
    return advanced ?? null
  }
}
