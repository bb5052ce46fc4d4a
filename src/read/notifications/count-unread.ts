import { isFolded } from '../../database/folding.js'
import type { OrganizationDb } from '../../database/pool.js'

const COUNT = `SELECT count(*)::int AS n FROM notification n
  WHERE n.organization_id = $1 AND n.user_id = $2 AND n.read_at IS NULL AND NOT ${isFolded('n')}`

export async function countUnreadNotifications(
  db: OrganizationDb,
  userId: string,
): Promise<number> {
  const [row] = await db.query<{ n: number }>(COUNT, [userId])
  return row?.n ?? 0
}
