import type { WorkOrderView } from '../../contracts/work-orders.js'
import type { Database } from '../../database/pool.js'
import { type Author, changeAudited } from '../resources/change-facts.js'
import type { Named } from '../resources/resource.js'
import {
  describeForAudit,
  lockWorkOrder,
  publish,
  readWorkOrder,
  refuseStale,
  reviseWorkOrder,
} from './change-work-order.js'

const RESTORE = `UPDATE work_order SET deleted_at = NULL WHERE organization_id = $1 AND id = $2`

/** Takes a deletion back; what was not deleted stays as it is. Throws `not_found`. */
export function restoreWorkOrder(
  db: Database,
  author: Author,
  { id, ifMatch }: Named,
): Promise<WorkOrderView> {
  return changeAudited(db, author, async (change) => {
    const wasDeleted = await lockWorkOrder(change, id)
    const before = await readWorkOrder(change, id)
    if (!wasDeleted) return before
    refuseStale(before, ifMatch)
    await change.query(RESTORE, [id])
    await reviseWorkOrder(change, id, before.status)
    const after = await readWorkOrder(change, id)
    await publish(change, id, 'work_order.updated', { before, after })
    const shown = describeForAudit(after)
    await change.audit({
      ...{ action: 'work_order.restore', entity: 'work_order', entityId: id, after: shown },
    })
    return after
  })
}
