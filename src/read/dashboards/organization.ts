import type { DashboardView } from '../../contracts/dashboards.js'
import type { OrganizationDb } from '../../database/pool.js'
import { type StatusFigures, sumUp } from './figures.js'
import { IS_OVERDUE } from './statuses.js'

const TALLIED = `SELECT status, sum(tickets)::int AS tickets, sum(resolved)::int AS resolved, sum(seconds)::float8 AS seconds
  FROM ticket_tally WHERE organization_id = $1 GROUP BY status`

const OVERDUE = `SELECT count(*)::int AS n FROM ticket WHERE organization_id = $1 AND ${IS_OVERDUE}`

/** How all tickets of an organization stand: read from tallies, however many there are. */
export async function readOrganizationFigures(
  db: OrganizationDb,
): Promise<Omit<DashboardView, 'generatedAt'>> {
  const [rows, [overdue]] = await Promise.all([
    db.query<StatusFigures>(TALLIED),
    db.query<{ n: number }>(OVERDUE),
  ])
  return { ...sumUp(rows), overdue: overdue?.n ?? 0 }
}
