import type { OrganizationDb } from '../../../prisma/client.js'

export interface UserSummary {
  open: number
  meanResolutionSeconds: number | null
}

/** Of the tickets that a user has filed. */
const SELECT = `SELECT count(*) FILTER (WHERE status NOT IN ('draft', 'closed', 'rejected', 'withdrawn'))::int AS open,
    avg(extract(epoch FROM (coalesce(state->>'resolvedAt', state->>'closedAt'))::timestamptz - created_at))
      FILTER (WHERE status IN ('resolved', 'closed'))::int AS mean
  FROM ticket WHERE organization_id = $1 AND requester_id = $2 AND deleted_at IS NULL`

export async function userSummary(db: OrganizationDb, userId: string): Promise<UserSummary> {
  const [row] = await db.query<{ open: number; mean: number | null }>(SELECT, [userId])
  return { open: row?.open ?? 0, meanResolutionSeconds: row?.mean ?? null }
}
