import type { ListenerView } from '../../contracts/listeners.js'
import type { OrganizationDb } from '../../database/pool.js'
import { isoOrNull } from '../../database/rows.js'

/** Counted no further. */
const MOST = 10_000

/** An entry of the log is numbered within a second: how long it has waited is told by its own instant. */
const LIST = `SELECT c.listener AS name, w.behind, w."oldestAt", f.failing, f."setAside"
  FROM listener_cursor c
  CROSS JOIN LATERAL (SELECT count(*)::int AS behind, min(at) AS "oldestAt" FROM (
    SELECT at FROM stream_event e WHERE e.organization_id = $1 AND e.cursor > c.cursor AND e.event IS NOT NULL
    ORDER BY e.cursor LIMIT ${MOST}) waiting) w
  CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE set_aside_at IS NULL)::int AS failing,
    count(set_aside_at)::int AS "setAside" FROM listener_failure f
    WHERE f.organization_id = $1 AND f.listener = c.listener) f
  WHERE c.organization_id = $1 ORDER BY c.listener`

/** What acts upon the log, and how far it is behind. */
export async function listListeners(db: OrganizationDb): Promise<ListenerView[]> {
  const rows = await db.query<Omit<ListenerView, 'oldestAt'> & { oldestAt: Date | null }>(LIST)
  return rows.map((row) => ({ ...row, oldestAt: isoOrNull(row.oldestAt) }))
}
