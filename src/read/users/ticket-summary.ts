import type { OrganizationDb } from '../../database/pool.js'
import { IDLE_STATUSES } from '../../database/rows.js'
import { refuseMissing } from '../../domain/errors.js'

export interface TicketSummary {
  open: number
  /** Older ones than the newest two thousand may be open, too. */
  openIsAtLeast?: true
  meanResolutionSeconds: number | null
}

const NEWEST = 2_000

const KNOWN = 'SELECT 1 FROM app_user WHERE organization_id = $1 AND id = $2'
const SELECT = `SELECT count(*)::int AS filed,
    count(*) FILTER (WHERE status NOT IN (${IDLE_STATUSES}, 'completed', 'resolved'))::int AS open,
    avg(extract(epoch FROM (coalesce(state->>'resolvedAt', state->>'closedAt'))::timestamptz - (state->>'versionBeganAt')::timestamptz))
      FILTER (WHERE status IN ('resolved', 'closed'))::int AS mean
  FROM (SELECT status, state FROM ticket WHERE organization_id = $1 AND requester_id = $2 AND deleted_at IS NULL
    ORDER BY id DESC LIMIT ${NEWEST}) newest`

/** Sums up the newest tickets that a user has filed; throws `not_found` for one who is not there. */
export async function readTicketSummary(
  db: OrganizationDb,
  userId: string,
): Promise<TicketSummary> {
  if ((await db.query(KNOWN, [userId])).length === 0) {
    return refuseMissing('user')
  }
  const [row] = await db.query<{ filed: number; open: number; mean: number | null }>(SELECT, [
    userId,
  ])
  return {
    open: row?.open ?? 0,
    ...(row?.filed === NEWEST ? { openIsAtLeast: true } : {}),
    meanResolutionSeconds: row?.mean ?? null,
  }
}
