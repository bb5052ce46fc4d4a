import type { JobView, ListedWorkOrderView, WorkOrderView } from '../../contracts/work-orders.js'
import type { OrganizationDb } from '../../database/pool.js'
import { isUuid } from '../../database/uuid.js'
import { refuseMissing } from '../../domain/errors.js'
import { presentJob } from './present-job.js'
import { isSeen, JOB, LAST_JOB, LISTED, type Viewer } from './rows.js'

const NUMBER = /^WO-\d{1,9}$/i

const JOBS = `(SELECT coalesce(jsonb_agg(${JOB} ORDER BY j.id), '[]') FROM job j
  WHERE j.organization_id = $1 AND j.work_order_id = w.id) AS jobs`

type Row = ListedWorkOrderView & { jobs: Omit<JobView, 'nextSteps'>[] }

/** By its id or its number; throws `not_found` for what is not there, was deleted, and what this viewer may not see. */
export async function findWorkOrder(
  { query }: Pick<OrganizationDb, 'query'>,
  viewer: Viewer,
  asked: string,
  { withDeleted = false } = {},
): Promise<WorkOrderView> {
  if (!isUuid(asked) && !NUMBER.test(asked)) return refuseMissing('work order')
  const named = isUuid(asked) ? 'w.id = $2::uuid' : 'w.number = upper($2)'
  const seen = viewer.kind === 'planner' ? '' : ` AND ${isSeen('$3', '$4')}`
  const values = viewer.kind === 'planner' ? [] : [viewer.userId, viewer.headOf]
  const [row] = await query<Row>(
    `SELECT ${LISTED}, ${JOBS} FROM work_order w ${LAST_JOB} WHERE w.organization_id = $1 AND ${named}${seen}
     ${withDeleted ? '' : 'AND w.deleted_at IS NULL'}`,
    [asked, ...values],
  )
  if (row === undefined) return refuseMissing('work order')
  return { ...row, jobs: row.jobs.map(presentJob) }
}
