import type { DashboardView } from '../../contracts/dashboards.js'
import type { OrganizationDb } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'
import { type StatusFigures, sumUp } from './figures.js'
import { IS_OVERDUE } from './statuses.js'

/** A person's own tickets are few enough to be counted. */
const SELECT = `SELECT status, count(*)::int AS tickets, count(*) FILTER (WHERE ${IS_OVERDUE})::int AS overdue,
    count(seconds)::int AS resolved, coalesce(sum(seconds), 0)::float8 AS seconds
  FROM ticket, LATERAL (SELECT CASE WHEN status IN ('resolved', 'closed') THEN extract(epoch FROM
    (coalesce(state->>'resolvedAt', state->>'closedAt'))::timestamptz - (state->>'versionBeganAt')::timestamptz)::bigint END) x (seconds)
  WHERE organization_id = $1 AND requester_id = $2 AND deleted_at IS NULL GROUP BY status`

const KNOWN = 'SELECT 1 FROM app_user WHERE organization_id = $1 AND id = $2'

/** How the tickets that a user has filed stand; throws `not_found` for one who is not there. */
export async function readUserFigures(
  db: OrganizationDb,
  userId: string,
): Promise<Omit<DashboardView, 'generatedAt'>> {
  const rows = await db.query<StatusFigures & { overdue: number }>(SELECT, [userId])
  if (rows.length === 0 && (await db.query(KNOWN, [userId])).length === 0) refuseMissing('user')
  const overdue = rows.reduce((sum, row) => sum + row.overdue, 0)
  return { ...sumUp(rows), overdue }
}
