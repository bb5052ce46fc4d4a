import type { Database } from '../../database/pool.js'
import type { OperationKind } from '../../domain/operations/operation.js'
import type { Origin } from '../audit/record.js'

export interface NewOperation {
  organizationId: string
  /** Also the key of the transaction: the same id again is the same work. */
  id: string
  kind: OperationKind
  /** Undefined: the schedule asks. */
  requestedById?: string
  origin?: Origin
  at: string
  /** What its activity reads: it is kept for as long as the operation is. */
  input: object
  audited: { action: string; entity: string; entityId: string; after?: object }
}

/** Notes work that takes its time; its run is started behind it. False where it was noted before. */
export function beginOperation(
  db: Pick<Database, 'call'>,
  operation: NewOperation,
): Promise<boolean> {
  return db.call('begin_operation', describeOperation(operation))
}

/** As functions of the database take it, which begin it with more beside it. */
export function describeOperation(operation: NewOperation) {
  const { requestedById, origin = {} } = operation
  const actor =
    requestedById === undefined ? { kind: 'system' } : { kind: 'user', id: requestedById }
  return { ...operation, origin, actor }
}
