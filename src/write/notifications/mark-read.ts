import type { OrganizationDb } from '../../database/pool.js'

/** Marks one of the user's notifications read, or all; false when there is no such one. Again changes nothing. */
export async function markNotificationsRead(
  db: OrganizationDb,
  userId: string,
  notificationId: string | 'all',
): Promise<boolean> {
  if (notificationId === 'all') {
    await db.query(
      'UPDATE notification SET read_at = now() WHERE organization_id = $1 AND user_id = $2 AND read_at IS NULL',
      [userId],
    )
    return true
  }
  const rows = await db.query(
    `UPDATE notification SET read_at = coalesce(read_at, now())
     WHERE organization_id = $1 AND user_id = $2 AND id = $3 RETURNING id`,
    [userId, notificationId],
  )
  return rows.length > 0
}
