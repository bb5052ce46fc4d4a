import { isFoldedInto } from '../../database/folding.js'
import type { OrganizationDb } from '../../database/pool.js'

/** With those for which it stands, which it names no more. */
const MARK_ONE = `UPDATE notification marked SET read_at = coalesce(marked.read_at, now()) FROM notification n
  WHERE n.organization_id = $1 AND n.user_id = $2 AND n.id = $3
    AND marked.organization_id = $1 AND marked.user_id = $2 AND (marked.id = n.id OR ${isFoldedInto('n', 'marked')})
  RETURNING marked.id`

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
  const rows = await db.query(MARK_ONE, [userId, notificationId])
  return rows.length > 0
}
