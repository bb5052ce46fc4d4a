import type { SessionView } from '../contracts/auth.js'
import { orderById, type PageArguments, paginate } from '../database/paginate.js'
import type { OrganizationDb } from '../database/pool.js'
import { iso } from '../database/rows.js'
import type { Origin } from '../write/audit/record.js'

interface SessionRow {
  id: string
  created_at: Date
  last_used_at: Date
  expires_at: Date
  ip: string | null
  user_agent: string | null
}

/** Where somebody is signed in, the latest first. */
export function listSessions(
  db: OrganizationDb,
  { userId, current }: { userId: string; current: string },
  page: PageArguments,
) {
  return paginate(
    db,
    {
      order: orderById('id', 'DESC'),
      select: 'id, created_at, last_used_at, expires_at, ip, user_agent',
      from: `FROM session
        WHERE organization_id = $1 AND user_id = $2 AND revoked_at IS NULL AND expires_at > now()`,
      values: [userId],
      view: (row: SessionRow): SessionView => ({
        id: row.id,
        createdAt: iso(row.created_at),
        lastUsedAt: iso(row.last_used_at),
        expiresAt: iso(row.expires_at),
        ip: row.ip,
        userAgent: row.user_agent,
        current: row.id === current,
      }),
    },
    page,
  )
}

const END = `WITH ended AS (
    UPDATE session SET revoked_at = now()
    WHERE organization_id = $1 AND user_id = $2 AND id = $3 AND revoked_at IS NULL RETURNING id)
  SELECT id, audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $2::uuid), $4::jsonb,
    'auth.logout', 'ok', 'session', id::text, NULL, NULL, NULL) FROM ended`

/** Ends one of the user's own sessions; false when there is no such live one. */
export async function endSession(
  db: OrganizationDb,
  userId: string,
  sessionId: string,
  origin: Origin,
): Promise<boolean> {
  const rows = await db.query(END, [userId, sessionId, JSON.stringify(origin)])
  return rows.length > 0
}
