import type { OrganizationDb } from '../../database/pool.js'
import type { Origin } from '../audit/record.js'

/** Sends a notification again, audited; false where there is no such delivery. One that is under way is left alone. */
export async function resendDelivery(
  db: OrganizationDb,
  userId: string,
  deliveryId: string,
  origin: Origin,
): Promise<boolean> {
  const [row] = await db.query<{ ticketId: string | null }>(
    `SELECT resend_delivery($1, $2, jsonb_build_object('kind', 'user', 'id', $3::uuid), $4::jsonb) AS "ticketId"`,
    [deliveryId, userId, JSON.stringify(origin)],
  )
  return row !== undefined && row.ticketId !== null
}
