import type { OperationRef } from '../../src/domain/operations/operation.js'
import { settleOperation } from '../../src/write/operations/settle.js'
import { nonRetryableUnlessTransient } from '../failures.js'
import type { OperationDeps } from './work.js'

export interface Unfinished extends OperationRef {
  ended: 'failed' | 'cancelled'
}

/** Writes down that some work came to nothing. Harmless to repeat: what has ended stays as it ended. */
export function settleUnfinishedActivity({
  db,
  notifyCommitted,
}: Pick<OperationDeps, 'db' | 'notifyCommitted'>) {
  return ({ ended, ...ref }: Unfinished): Promise<void> =>
    nonRetryableUnlessTransient(async () => {
      const problem = ended === 'cancelled' ? 'cancelled' : 'internal'
      await settleOperation(db, ref, {
        ...{ status: ended, problem },
        audited: { action: ended === 'cancelled' ? 'operation.cancelled' : 'operation.fail' },
      })
      notifyCommitted()
    })
}
