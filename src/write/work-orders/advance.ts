import type { Database } from '../../database/pool.js'
import { assertNever } from '../../domain/assert.js'
import { type DueStep, findNext, findStep, isOver } from '../../domain/work-orders/due.js'
import { followJob } from '../../domain/work-orders/work-order.js'
import { isOrganizationActive } from '../organizations/is-active.js'
import { bySystem, type Change, changeAudited } from '../resources/change-facts.js'
import { armWorkOrder, type FoundStanding, readStanding, type ShownWorkOrder } from './arm.js'
import { readWorkOrder, writeChange } from './change-work-order.js'
import { tellOfJob } from './tell.js'

export interface WorkOrderRef {
  organizationId: string
  workOrderId: string
}

/** How a work order stands once all that was due is done. */
export interface AdvancedWorkOrder {
  number: string
  status: string
  next: DueStep | null
  /** Nothing will ever happen of it by itself. */
  isOver: boolean
  /** What operators find its run by. */
  shown?: ShownWorkOrder
}

/** An offer that expires is followed by nothing that is due as long ago. */
const MOST_STEPS = 5

/** Its ticket before it, as everything locks that writes to both. */
const LOCK_TICKET = `SELECT 1 FROM work_order w JOIN ticket t ON t.organization_id = $1 AND t.id = w.ticket_id
  WHERE w.organization_id = $1 AND w.id = $2 FOR NO KEY UPDATE OF t`
const LOCK = 'SELECT 1 FROM work_order WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE'

/**
 * Does what is due of a work order at an instant; undefined where it is gone. Harmless to repeat, and for two at once: what was done
 * is not due any more.
 */
export function advanceWorkOrder(
  db: Database,
  { organizationId, workOrderId }: WorkOrderRef,
  at: string,
): Promise<AdvancedWorkOrder | undefined> {
  return changeAudited(db, bySystem(organizationId), async (change) => {
    await change.query(LOCK_TICKET, [workOrderId])
    await change.query(LOCK, [workOrderId])
    const isActive = await isOrganizationActive(change)
    for (let n = 0; isActive && n < MOST_STEPS; n += 1) {
      const standing = await readStanding(change, workOrderId)
      if (standing === undefined || standing.isDeleted) return undefined
      const step = findStep(standing, at)
      if (step === undefined) break
      await carryOut(change, { workOrderId, standing, step, at })
    }
    await armWorkOrder(change, workOrderId)
    const standing = await readStanding(change, workOrderId)
    if (standing === undefined) return undefined
    const { number, status, shown } = standing
    const next = isActive ? (findNext(standing) ?? null) : null
    return { number, status, next, isOver: isOver(standing), shown }
  })
}

interface Due {
  workOrderId: string
  standing: FoundStanding
  step: DueStep
  at: string
}

const EXPIRE = `UPDATE job SET status = 'expired', steps = steps || jsonb_build_object('status', 'expired', 'at', $3::text)
  WHERE organization_id = $1 AND id = $2`
const REMIND = 'UPDATE job SET reminded_for = $3 WHERE organization_id = $1 AND id = $2'
const LATE = 'UPDATE work_order SET late_for = $3 WHERE organization_id = $1 AND id = $2'

async function carryOut(change: Change, due: Due): Promise<void> {
  const { workOrderId, standing, step, at } = due
  const { jobId } = standing
  switch (step.kind) {
    case 'expire': {
      const before = await readWorkOrder(change, workOrderId)
      await change.query(EXPIRE, [jobId, at])
      const done = { status: followJob('expired') }
      await writeChange(change, { before, verb: 'expire', done })
      return tellOfJob(change, 'job_expired', { workOrderId, jobId })
    }
    case 'remind':
      await change.query(REMIND, [jobId, step.at])
      await audit(change, due)
      return tellOfJob(change, 'job_reminder', { workOrderId, jobId })
    case 'announce_late':
      await change.query(LATE, [workOrderId, step.at])
      await audit(change, due)
      return tellOfJob(change, 'job_late', {
        workOrderId,
        jobId: standing.status === 'open' ? null : jobId,
      })
    case 'tell_ticket':
      await audit(change, due)
      return tellTicket(change, standing)
    default:
      assertNever(step.kind)
  }
}

/** What has happened to it by itself, and has made no other version of it. */
function audit(change: Change, { workOrderId, standing: { jobId }, step }: Due): Promise<void> {
  const audited = { action: `work_order.${step.kind}`, entity: 'work_order', entityId: workOrderId }
  return change.audit({ ...audited, after: { jobId, due: step.at } })
}

const TOLD = 'UPDATE job SET ticket_told = true WHERE organization_id = $1 AND id = $2'

/** Says in the ticket's chat what has become of the visit, where that is open. */
async function tellTicket(
  change: Change,
  { number, status, jobId, ticketId }: FoundStanding,
): Promise<void> {
  await change.query(TOLD, [jobId])
  const { organizationId, actor } = change
  const end = status === 'completed' ? 'is completed' : 'could not be completed'
  const body = `Work order ${number} ${end}.`
  const message = { id: `work-order/${jobId}`, ticketId, actor, visibility: 'public', body }
  await change.call('say_for_rule', { organizationId, ...message })
}
