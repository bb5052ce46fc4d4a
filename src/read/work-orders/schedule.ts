import type { JobView } from '../../contracts/work-orders.js'
import type { OrganizationDb } from '../../database/pool.js'
import { sqlList } from '../../database/sql-list.js'
import { UNTAKEN_JOBS } from '../../domain/work-orders/work-order.js'
import { presentJob } from './present-job.js'
import { JOB } from './rows.js'

const MOST = 500

const SCHEDULE = `SELECT ${JOB} AS job FROM job j JOIN work_order w ON w.organization_id = $1 AND w.id = j.work_order_id
  WHERE j.organization_id = $1 AND j.technician_id = $2 AND w.deleted_at IS NULL AND j.status NOT IN (${sqlList(UNTAKEN_JOBS)})
    AND j.starts_at < $4 AND j.ends_at > $3
  ORDER BY j.starts_at, j.id LIMIT ${MOST + 1}`

const OWNER = `SELECT user_id AS "userId" FROM technician WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL`

/** Whose account a technician's is; undefined where there is none. */
export async function findTechnicianUser(
  { query }: Pick<OrganizationDb, 'query'>,
  technicianId: string,
): Promise<string | undefined> {
  const [row] = await query<{ userId: string }>(OWNER, [technicianId])
  return row?.userId
}

/** What a technician has to do, the earliest first. */
export async function readSchedule(
  { query }: Pick<OrganizationDb, 'query'>,
  technicianId: string,
  { from, to }: { from: string; to: string },
): Promise<{ items: JobView[]; truncated: boolean }> {
  type Row = { job: Omit<JobView, 'nextSteps'> }
  const rows = await query<Row>(SCHEDULE, [technicianId, from, to])
  const items = rows.slice(0, MOST).map(({ job }) => presentJob(job))
  return { items, truncated: rows.length > MOST }
}
