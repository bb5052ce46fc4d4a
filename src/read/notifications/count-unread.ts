import type { OrganizationDb } from '../../database/pool.js'

const COUNT = `SELECT count(*)::int AS n FROM notification
  WHERE organization_id = $1 AND user_id = $2 AND read_at IS NULL`

export async function countUnreadNotifications(
  db: OrganizationDb,
  userId: string,
): Promise<number> {
  const [row] = await db.query<{ n: number }>(COUNT, [userId])
  return row?.n ?? 0
}
