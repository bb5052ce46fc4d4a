import type { JobPatch, JobView } from '../../contracts/work-orders.js'
import type { Database } from '../../database/pool.js'
import { selectInstant } from '../../database/rows.js'
import { required } from '../../domain/assert.js'
import { refuseMissing } from '../../domain/errors.js'
import { findExpiry } from '../../domain/work-orders/due.js'
import { offerExpired, stepOutOfOrder } from '../../domain/work-orders/refusals.js'
import { followJob, type JobStep, listSteps } from '../../domain/work-orders/work-order.js'
import type { Author, Change } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'
import { attachJobFiles } from './attach-files.js'
import { changeWorkOrder, type Done } from './change-work-order.js'
import { tellOfJob } from './tell.js'

/** The job as its technician knows it: nobody else is told that it is there. */
const FIND = `SELECT j.work_order_id AS "workOrderId" FROM job j
  JOIN technician t ON t.organization_id = $1 AND t.id = j.technician_id
  WHERE j.organization_id = $1 AND j.id = $2 AND t.user_id = $3`

const STEP = `UPDATE job SET status = $3, notes = coalesce($4, notes),
    steps = steps || jsonb_build_object('status', $3::text, 'at', $5::text)
  WHERE organization_id = $1 AND id = $2`

interface Step {
  jobId: string
  userId: string
  now: string
}

/** Its technician says how far a job is, in order. Throws `not_found`, `invalid_transition`, and what its files are refused for. */
export async function stepJob(
  db: Database,
  author: Author,
  { jobId, userId, now }: Step,
  { status, notes, signature, photos }: JobPatch,
): Promise<JobView> {
  const { organizationId } = author
  const [found] = await db.of(organizationId).query<{ workOrderId: string }>(FIND, [jobId, userId])
  if (found === undefined) return refuseMissing('job')
  const named = { id: found.workOrderId, verb: `job_${status}` }
  const after = await changeWorkOrder(db, author, named, async (change, { jobs }) => {
    const job = required(
      jobs.find(({ id }) => id === jobId),
      'job of the work order',
    )
    const steps = listSteps(job.status)
    if (!steps.includes(status)) refuseWith(stepOutOfOrder(job.status, steps))
    if (status === 'accepted') await refuseLate(change, jobId, now)
    await change.query(STEP, [jobId, status, notes ?? null, now])
    await attachJobFiles(change, { jobId, userId }, { signature, photos })
    if (status === 'declined') {
      await tellOfJob(change, 'job_declined', { workOrderId: found.workOrderId, jobId })
    }
    return { status: followJob(status), ...nameEvent(status) }
  })
  return required(
    after.jobs.find(({ id }) => id === jobId),
    'job of the work order',
  )
}

const OFFER = `SELECT ${selectInstant('created_at')} AS "offeredAt", ${selectInstant('starts_at')} AS "startsAt",
    ${selectInstant('accept_by')} AS "acceptBy" FROM job WHERE organization_id = $1 AND id = $2`

/** What has expired is not accepted any more, though its run has not said so yet. */
async function refuseLate({ query }: Change, jobId: string, now: string): Promise<void> {
  const [offer] = await query<Parameters<typeof findExpiry>[0]>(OFFER, [jobId])
  const expiry = findExpiry(required(offer, 'offer'))
  if (expiry !== null && expiry <= now) refuseWith(offerExpired(expiry))
}

function nameEvent(status: JobStep): Pick<Done, 'event'> {
  if (status === 'completed') return { event: 'work_order.completed' }
  return status === 'failed' ? { event: 'work_order.failed' } : {}
}
