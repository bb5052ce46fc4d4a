import type { WorkOrderView } from '../../contracts/work-orders.js'
import type { Database } from '../../database/pool.js'
import type { WorkOrderChange, WorkOrderMembers } from '../../domain/automation/work-orders.js'
import { refuseMissing } from '../../domain/errors.js'
import type { WorkOrderEventName } from '../../domain/events/domain-event.js'
import { staleVersion } from '../../domain/organization/refusals.js'
import type { WorkOrderStatus } from '../../domain/work-orders/work-order.js'
import { findWorkOrder } from '../../read/work-orders/find.js'
import { auditDifference } from '../resources/audit-difference.js'
import { type Author, type Change, changeAudited } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'
import type { Named } from '../resources/resource.js'
import { armWorkOrder, wakeWorkOrder } from './arm.js'

const PLANNER = { kind: 'planner' } as const

/** Always before technicians and jobs, so that no two wait for each other. */
const LOCK = `SELECT deleted_at IS NOT NULL AS "isDeleted" FROM work_order
  WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE`

const REVISE = `UPDATE work_order SET version = version + 1, status = $3, updated_at = clock_timestamp()
  WHERE organization_id = $1 AND id = $2`

const PUBLISH = `INSERT INTO stream_event (id, organization_id, type, rooms, data, at, event)
  SELECT uuidv7(), $1, $3, '{}', '{}', clock_timestamp(), jsonb_build_object(
    'entity', 'work_order', 'entityId', $2::uuid, 'data', $4::jsonb, 'happened', jsonb_build_array(jsonb_build_object('name', $3::text)))`

/** What an audit entry says of it, by ids: whose place it is, who came, and in which words, is not kept for good. */
export function describeForAudit({ location, technician, jobs, ...shown }: WorkOrderView) {
  const { id, number, status, customerId, ticketId, priority, skills, window } = shown
  const { durationMinutes, acceptWithin, startsAt, endsAt, version, createdAt, deletedAt } = shown
  return {
    ...{ id, number, status, customerId, ticketId, priority, skills, area: location.area, window },
    ...{ durationMinutes, acceptWithin, technicianId: technician?.id ?? null, startsAt, endsAt },
    ...{ version, createdAt, deletedAt },
    jobs: jobs.map((job) => ({
      ...{ id: job.id, technicianId: job.technician.id },
      ...{ status: job.status, startsAt: job.startsAt },
      files: [job.signature, ...job.photos].flatMap((file) => (file === null ? [] : [file.id])),
    })),
  }
}

export function readWorkOrder(change: Change, id: string): Promise<WorkOrderView> {
  return findWorkOrder(change, PLANNER, id, { withDeleted: true })
}

/** Whether it is deleted; it stays as it is until the commit. Throws `not_found`. */
export async function lockWorkOrder({ query }: Change, id: string): Promise<boolean> {
  const [row] = await query<{ isDeleted: boolean }>(LOCK, [id])
  return row === undefined ? refuseMissing('work order') : row.isDeleted
}

/** Throws `revision_mismatch` when another version was read than is there. */
export function refuseStale({ version }: WorkOrderView, ifMatch: number | undefined): void {
  if (ifMatch !== undefined && ifMatch !== version) refuseWith(staleVersion(version))
}

/** Its next version: whoever has read an older one is told so. */
export async function reviseWorkOrder(
  { query }: Change,
  id: string,
  status: WorkOrderStatus,
): Promise<void> {
  await query(REVISE, [id, status])
}

/**
 * Tells those who act upon it, in the transaction of what has happened, its run among them; `before` is null of what is new.
 */
export async function publish(
  { query }: Change,
  id: string,
  name: WorkOrderEventName,
  { before, after }: { before: WorkOrderView | null; after: WorkOrderView },
): Promise<void> {
  await armWorkOrder({ query }, id)
  await wakeWorkOrder({ query }, id, after.number)
  const change: WorkOrderChange = {
    now: listMembers(after),
    before: before && listMembers(before),
  }
  await query(PUBLISH, [id, name, JSON.stringify({ change })])
}

/** What rules may ask of it. */
function listMembers(workOrder: WorkOrderView): WorkOrderMembers {
  const { status, priority, location, customerId, technician } = workOrder
  return { status, priority, area: location.area, customerId, technicianId: technician?.id ?? null }
}

/** What has become of it; undefined when nothing has: asked for the same again, nothing is written. */
export interface Done {
  status: WorkOrderStatus
  /** Beside that it was updated. */
  event?: WorkOrderEventName
}

/**
 * One change of one work order, under its lock and audited as `verb`. Throws `not_found`, `revision_mismatch`, and what `work`
 * refuses.
 */
export function changeWorkOrder(
  db: Database,
  author: Author,
  { id, ifMatch, verb }: Named & { verb: string },
  work: (change: Change, before: WorkOrderView) => Promise<Done | undefined>,
): Promise<WorkOrderView> {
  return changeAudited(db, author, async (change) => {
    if (await lockWorkOrder(change, id)) return refuseMissing('work order')
    const before = await readWorkOrder(change, id)
    refuseStale(before, ifMatch)
    const done = await work(change, before)
    return done === undefined ? before : writeChange(change, { before, verb, done })
  })
}

/** Its next version, told and audited, once what has changed of it is written. */
export async function writeChange(
  change: Change,
  { before, verb, done }: { before: WorkOrderView; verb: string; done: Done },
): Promise<WorkOrderView> {
  const { id } = before
  await reviseWorkOrder(change, id, done.status)
  const after = await readWorkOrder(change, id)
  await publish(change, id, done.event ?? 'work_order.updated', { before, after })
  const audited = { action: `work_order.${verb}`, entity: 'work_order', entityId: id }
  await auditDifference(change, audited, describeForAudit(before), describeForAudit(after))
  return after
}
