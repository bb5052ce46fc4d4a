import type { OrganizationDb } from '../../database/pool.js'
import { sqlList } from '../../database/sql-list.js'
import { mayClaim } from '../../domain/access/claims.js'
import type { Person } from '../../domain/people.js'
import { LOAD_STATUSES } from '../../domain/routing/load.js'
import type { Surroundings } from '../../domain/ticket/facts.js'
import type { TicketState } from '../../domain/ticket/state.js'

/** Whom nothing bounds is counted nothing of. */
const LOAD = `WITH bound AS (
    SELECT c.id, (c.routing->>'maxPerAgent')::int AS most FROM category c
    WHERE c.organization_id = $1 AND c.id = ANY($3::uuid[]) AND c.routing->>'maxPerAgent' IS NOT NULL)
  SELECT u.max_concurrent_tickets AS own, (SELECT coalesce(jsonb_object_agg(id, most), '{}') FROM bound) AS bounds, (
      SELECT count(*)::int FROM ticket t
      WHERE t.organization_id = $1 AND t.assignee_id = u.id AND t.deleted_at IS NULL AND t.status IN (${sqlList(LOAD_STATUSES)})
        AND (u.max_concurrent_tickets IS NOT NULL OR EXISTS (SELECT 1 FROM bound))) AS open
  FROM app_user u WHERE u.organization_id = $1 AND u.id = $2`

interface Row {
  open: number
  own: number | null
  bounds: Record<string, number>
}

/** Reads how much the viewer has to do, once for all of these, where it may keep them from claiming one. */
export async function addLoads<T extends { state: TicketState; surroundings: Surroundings }>(
  db: OrganizationDb,
  viewer: Person,
  tickets: readonly T[],
): Promise<readonly T[]> {
  const claimable = new Set(tickets.filter(({ state }) => mayClaim(viewer, state)))
  if (claimable.size === 0) return tickets
  const categories = [...claimable].flatMap(({ state }) => state.categoryId ?? [])
  const [row] = await db.query<Row>(LOAD, [viewer.id, [...new Set(categories)]])
  if (row === undefined) return tickets
  const { open, own: maxConcurrentTickets, bounds } = row
  return tickets.map((ticket) => {
    if (!claimable.has(ticket)) return ticket
    const maxPerAgent = bounds[ticket.state.categoryId ?? ''] ?? null
    const load = { open, maxConcurrentTickets, maxPerAgent }
    return { ...ticket, surroundings: { ...ticket.surroundings, load } }
  })
}
