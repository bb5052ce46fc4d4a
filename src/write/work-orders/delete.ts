import type { Database } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'
import { notDeletable } from '../../domain/work-orders/refusals.js'
import { isRecallable } from '../../domain/work-orders/work-order.js'
import { type Author, changeAudited } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'
import type { Named } from '../resources/resource.js'
import {
  describeForAudit,
  lockWorkOrder,
  publish,
  readWorkOrder,
  refuseStale,
  reviseWorkOrder,
} from './change-work-order.js'

const DELETE = `UPDATE work_order SET deleted_at = clock_timestamp() WHERE organization_id = $1 AND id = $2`

/** Nobody sees it any more; it can be restored. Throws `not_found`, `not_deletable` while somebody is on it. */
export function deleteWorkOrder(
  db: Database,
  author: Author,
  { id, ifMatch }: Named,
): Promise<void> {
  return changeAudited(db, author, async (change) => {
    if (await lockWorkOrder(change, id)) return refuseMissing('work order')
    const workOrder = await readWorkOrder(change, id)
    refuseStale(workOrder, ifMatch)
    const { status } = workOrder
    if (isRecallable(status) || status === 'in_progress') refuseWith(notDeletable(status))
    await reviseWorkOrder(change, id, status)
    await change.query(DELETE, [id])
    await publish(change, id, 'work_order.updated', { before: workOrder, after: workOrder })
    const before = describeForAudit(workOrder)
    const audited = { action: 'work_order.delete', entity: 'work_order', entityId: id, before }
    await change.audit(audited)
  })
}
