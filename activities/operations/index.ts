import type { ActivityDeps } from '../deps.js'
import { carryOutOperationActivity } from './carry-out.js'
import { settleUnfinishedActivity } from './settle.js'
import type { OperationDeps } from './work.js'

/** What takes its time, and has a queue of its own. */
export function longActivities(deps: OperationDeps) {
  return { carryOutOperation: carryOutOperationActivity(deps) }
}

/** What is one transaction. */
export function operationActivities(deps: Pick<ActivityDeps, 'db' | 'notifyCommitted'>) {
  return { settleUnfinished: settleUnfinishedActivity(deps) }
}

export type LongActivities = ReturnType<typeof longActivities>
