import type { UserLoad } from '../../contracts/users.js'
import type { OrganizationDb } from '../../database/pool.js'
import { sqlList } from '../../database/sql-list.js'
import { LOAD_STATUSES } from '../../domain/routing/load.js'
import { PRIORITIES } from '../../domain/ticket/status.js'

const THEIRS =
  't.organization_id = u.organization_id AND t.assignee_id = u.id AND t.deleted_at IS NULL'
const TODAY = `(SELECT date_trunc('day', now(), coalesce(o.settings->>'timezone', 'UTC')) FROM organization o WHERE o.id = $1)`

const SELECT = `SELECT u.id, u.department_id AS "departmentId", u.max_concurrent_tickets AS "limit", (
    SELECT coalesce(jsonb_object_agg(priority, tickets), '{}') FROM (
      SELECT t.priority, count(*) AS tickets FROM ticket t
      WHERE ${THEIRS} AND t.status IN (${sqlList(LOAD_STATUSES)}) GROUP BY 1) counted) AS "byPriority", (
    SELECT count(*)::int FROM ticket t WHERE ${THEIRS} AND t.given_at >= ${TODAY}) AS "assignedToday", (
    SELECT count(*)::int FROM ticket t WHERE ${THEIRS}) AS "assignedTotal"
  FROM app_user u WHERE u.organization_id = $1 AND u.id = $2`

interface Row extends Omit<UserLoad, 'open'> {
  id: string
  departmentId: string | null
}

/** How much somebody has to do, and whose it is; undefined for one who is not there. */
export async function readUserLoad(
  db: OrganizationDb,
  userId: string,
): Promise<{ user: Pick<Row, 'id' | 'departmentId'>; load: UserLoad } | undefined> {
  const [row] = await db.query<Row>(SELECT, [userId])
  if (row === undefined) return undefined
  const { id, departmentId, byPriority, limit, ...given } = row
  const counts = { ...NONE, ...byPriority }
  const open = PRIORITIES.reduce((sum, priority) => sum + counts[priority], 0)
  return {
    user: { id, departmentId },
    load: { open, limit, byPriority: counts, ...given },
  }
}

const NONE: UserLoad['byPriority'] = { low: 0, normal: 0, high: 0, urgent: 0 }
