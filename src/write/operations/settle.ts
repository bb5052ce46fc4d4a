import type { Database } from '../../database/pool.js'
import {
  FILE_KEPT,
  OPERATION_KINDS,
  type OperationProblem,
  type OperationRef,
} from '../../domain/operations/operation.js'
import { findWorkNews, WORK_NEWS } from '../../domain/operations/work-news.js'

export interface MadeFile {
  name: string
  size: number
  contentType: string
}

export interface OperationEnd {
  status: 'completed' | 'failed' | 'cancelled'
  problem?: OperationProblem
  /** What its maker reads of it: ids and figures. */
  result?: object
  file?: MadeFile
  audited: { action: string; after?: object }
}

/**
 * Writes down what became of it, once; false where that was written before, or where it made a file and was to be cancelled:
 * nobody wants that any more.
 */
export function settleOperation(
  db: Database,
  { organizationId, operationId: id }: OperationRef,
  end: OperationEnd,
): Promise<boolean> {
  return db.call('settle_operation', {
    ...{ organizationId, id, fileKept: FILE_KEPT, ...end },
    news: listNews(end.status),
  })
}

/** What is told of such an end, by kind of work. */
function listNews(status: OperationEnd['status']): object {
  const told = OPERATION_KINDS.flatMap((kind) => {
    const type = findWorkNews(kind, status)
    return type === undefined ? [] : [[kind, { type, ...WORK_NEWS.kinds[type] }] as const]
  })
  return Object.fromEntries(told)
}
