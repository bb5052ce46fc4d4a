import type { Person } from '../../src/domain/people.js'
import {
  mayHaveWorkOrderNews,
  WORK_ORDER_NEWS,
  type WorkOrderFacts,
  type WorkOrderNewsType,
} from '../../src/domain/work-orders/news.js'
import type { Addressed } from './addressed.js'

/** News of a work order. */
export interface WorkOrderLetter {
  kind: 'workOrder'
  to: Addressed
  type: WorkOrderNewsType
  facts: WorkOrderFacts
}

/** As much of a row as says whether it is one. */
interface WorkOrderRow extends Addressed {
  type: string | null
  workOrder: WorkOrderFacts | null
  reader: Person | null
  isWanted: boolean
}

/** Who has nothing to do with it any more is not told of it. */
export function readWorkOrderNews({ type, workOrder: facts, reader, ...to }: WorkOrderRow) {
  if (facts === null || type === null || !WORK_ORDER_NEWS.has(type)) return []
  const letter: WorkOrderLetter = { kind: 'workOrder', to, type, facts }
  return to.isWanted && mayHaveWorkOrderNews(reader, facts) ? [letter] : []
}
