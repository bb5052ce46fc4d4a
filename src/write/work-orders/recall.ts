import type { WorkOrderView } from '../../contracts/work-orders.js'
import type { Database } from '../../database/pool.js'
import { notCancellable, notRecallable } from '../../domain/work-orders/refusals.js'
import { hasEnded, isRecallable } from '../../domain/work-orders/work-order.js'
import { LIVE } from '../../read/work-orders/rows.js'
import type { Author, Change } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'
import type { Named } from '../resources/resource.js'
import { changeWorkOrder } from './change-work-order.js'
import { tellOfJob } from './tell.js'

interface Recalling extends Named {
  now: string
  reason: string | undefined
}

const END_JOB = `UPDATE job SET status = 'cancelled', notes = coalesce($4, notes),
    steps = steps || jsonb_build_object('status', 'cancelled', 'at', $3::text)
  WHERE organization_id = $1 AND work_order_id = $2 AND status IN (${LIVE}) RETURNING id`

async function endJob(change: Change, { id, now, reason }: Recalling): Promise<void> {
  const ended = await change.query<{ id: string }>(END_JOB, [id, now, reason ?? null])
  for (const { id: jobId } of ended) {
    await tellOfJob(change, 'job_cancelled', { workOrderId: id, jobId })
  }
}

/** Takes it back from whoever it was given to, until they are there; it is open again. Throws `invalid_transition`. */
export function unassignWorkOrder(
  db: Database,
  author: Author,
  recalling: Recalling,
): Promise<WorkOrderView> {
  return changeWorkOrder(db, author, { ...recalling, verb: 'unassign' }, async (change, before) => {
    if (!isRecallable(before.status)) refuseWith(notRecallable(before.status))
    await endJob(change, recalling)
    return { status: 'open' }
  })
}

/** Nobody is to come any more. What is cancelled already stays so. Throws `invalid_transition`. */
export function cancelWorkOrder(
  db: Database,
  author: Author,
  recalling: Recalling,
): Promise<WorkOrderView> {
  return changeWorkOrder(db, author, { ...recalling, verb: 'cancel' }, async (change, before) => {
    const { status } = before
    if (status === 'cancelled') return undefined
    if (hasEnded(status) || status === 'in_progress') refuseWith(notCancellable(status))
    await endJob(change, recalling)
    return { status: 'cancelled' }
  })
}
