import { isEntitled, personName } from '../../database/names.js'
import type { Database, OrganizationDb } from '../../database/pool.js'
import { selectInstant } from '../../database/rows.js'
import { sqlList } from '../../database/sql-list.js'
import { isUuid } from '../../database/uuid.js'
import { after, before } from '../../domain/time.js'
import type { CalendarJob, JobCalendar } from '../../domain/work-orders/job-calendar.js'
import { UNTAKEN_JOBS } from '../../domain/work-orders/work-order.js'

/** Looking up a hash takes as long whatever is right of a guess. */
const FIND = `SELECT t.organization_id AS "organizationId" FROM technician t JOIN organization g ON g.id = t.organization_id AND g.active
  JOIN app_user u ON u.organization_id = t.organization_id AND u.id = t.user_id AND ${isEntitled('u')}
  WHERE t.feed_token_hash = $1 AND t.id = $2 AND t.deleted_at IS NULL`

/** The organization of the technician whose calendar a token opens; undefined for any other. */
export async function findFeed(
  db: Database,
  { technicianId, hash }: { technicianId: string; hash: string },
): Promise<{ organizationId: string } | undefined> {
  if (!isUuid(technicianId)) return undefined
  const [row] = await db.query<{ organizationId: string }>(FIND, [hash, technicianId])
  return row
}

const [SHOWN_AFTER, SHOWN_BEFORE] = ['P90D', 'P1Y']
const MOST = 1000

const NAME = `SELECT g.name || ': ' || ${personName('u')} AS name FROM technician t
    JOIN app_user u ON u.organization_id = $1 AND u.id = t.user_id JOIN organization g ON g.id = $1
  WHERE t.organization_id = $1 AND t.id = $2`

/** What was declined, or not answered in time, was never theirs. */
const JOBS = `SELECT j.id, j.status, ${selectInstant('j.starts_at')} AS "startsAt", ${selectInstant('j.ends_at')} AS "endsAt",
    ${selectInstant('j.created_at')} AS "createdAt", w.version, ${selectInstant('w.updated_at')} AS "changedAt", w.number, w.title,
    w.description, w.location
  FROM job j JOIN work_order w ON w.organization_id = $1 AND w.id = j.work_order_id AND w.deleted_at IS NULL
  WHERE j.organization_id = $1 AND j.technician_id = $2 AND j.status NOT IN (${sqlList(UNTAKEN_JOBS)})
    AND j.starts_at >= $3 AND j.starts_at < $4
  ORDER BY j.starts_at DESC, j.id LIMIT ${MOST}`

/** A technician's visits of the last three months and the next year. */
export async function readJobCalendar(
  { query }: Pick<OrganizationDb, 'query'>,
  technicianId: string,
  now: string,
): Promise<JobCalendar> {
  const [named] = await query<{ name: string }>(NAME, [technicianId])
  const span = [before(now, SHOWN_AFTER), after(now, SHOWN_BEFORE)]
  const jobs = await query<CalendarJob>(JOBS, [technicianId, ...span])
  return { name: named?.name ?? '', jobs }
}
