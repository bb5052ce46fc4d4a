import type { AssignmentBody, WorkOrderView } from '../../contracts/work-orders.js'
import type { Database } from '../../database/pool.js'
import { required } from '../../domain/assert.js'
import { limitOffer } from '../../domain/work-orders/due.js'
import { listMisfits, type Misfit } from '../../domain/work-orders/fit.js'
import { cannotCome, noSuchTechnician, notAssignable } from '../../domain/work-orders/refusals.js'
import { followJob, isAssignable } from '../../domain/work-orders/work-order.js'
import { lockTechnician, readEngagements } from '../../read/work-orders/technicians.js'
import type { Author, Change } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'
import type { Named } from '../resources/resource.js'
import { changeWorkOrder } from './change-work-order.js'
import { tellOfJob } from './tell.js'

const OFFER = `INSERT INTO job (organization_id, id, work_order_id, technician_id, status, starts_at, ends_at, accept_by, offered_by_id,
    steps, created_at)
  VALUES ($1, uuidv7(), $2, $3, 'assigned', $4, $5, $6, $8, jsonb_build_array(jsonb_build_object('status', 'assigned', 'at', $7::text)),
    $7::timestamptz) RETURNING id`

/**
 * Offers it to a technician for a time. Judged under the technician's lock: of two at once for one time one wins. Throws why
 * they can't come, `technician_not_found`, `invalid_transition`.
 */
export function assignWorkOrder(
  db: Database,
  author: Author,
  named: Named & { now: string },
  { technicianId, at, acceptWithin }: AssignmentBody,
): Promise<WorkOrderView> {
  return changeWorkOrder(db, author, { ...named, verb: 'assign' }, async (change, before) => {
    if (!isAssignable(before.status)) refuseWith(notAssignable(before.status))
    const to = new Date(Date.parse(at) + before.durationMinutes * 60_000).toISOString()
    const [first, ...others] = await judge(change, before, technicianId, { from: at, to })
    if (first !== undefined) refuseWith(cannotCome([first, ...others]))
    const length = acceptWithin === undefined ? before.acceptWithin : acceptWithin
    const acceptBy = limitOffer(length, { now: named.now, startsAt: at })
    const by = required(author.actor.kind === 'user' ? author.actor.id : null, 'who plans')
    const job = [technicianId, at, to, acceptBy, named.now, by]
    const [offered] = await change.query<{ id: string }>(OFFER, [named.id, ...job])
    const jobId = required(offered, 'job').id
    await tellOfJob(change, 'job_offered', { workOrderId: named.id, jobId })
    return { status: followJob('assigned') }
  })
}

async function judge(
  change: Change,
  { skills, location: { area }, window }: WorkOrderView,
  technicianId: string,
  job: { from: string; to: string },
): Promise<Misfit[]> {
  const technician = await lockTechnician(change, technicianId)
  if (technician === undefined) return refuseWith(noSuchTechnician(technicianId))
  const [engaged] = await readEngagements(change, [technicianId], job)
  const engagements = required(engaged, 'what the technician has to do')
  const asked = { skills, area, window }
  return listMisfits({ asked, technician, job, time: technician.time, engagements })
}
