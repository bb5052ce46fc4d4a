import {
  type AdvancedWorkOrder,
  advanceWorkOrder,
  type WorkOrderRef,
} from '../../src/write/work-orders/advance.js'
import type { ActivityDeps } from '../deps.js'
import { nonRetryableUnlessTransient } from '../failures.js'

export interface WorkOrderDue extends WorkOrderRef {
  at: string
}

/** Does what is due of a work order; null where there is none. Harmless to repeat: what was done is not due any more. */
export function advanceWorkOrderActivity({
  db,
  notifyCommitted,
}: Pick<ActivityDeps, 'db' | 'notifyCommitted'>) {
  return async ({ at, ...ref }: WorkOrderDue): Promise<AdvancedWorkOrder | null> => {
    const advanced = await nonRetryableUnlessTransient(() => advanceWorkOrder(db, ref, at))
    notifyCommitted()
    return advanced ?? null
  }
}
