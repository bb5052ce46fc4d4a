import type { DeliveryView } from '../../contracts/deliveries.js'
import { selectPerson } from '../../database/names.js'
import { orderById, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'

type DeliveryRow = Omit<DeliveryView, 'at' | 'reason'> & { at: Date; reason: string | null }

/**
 * What is in the app has arrived; letters that are under way say how far they are; all else was settled. What is sent
 * again is said by its letter.
 */
const LEDGER = `FROM (
    SELECT personal_id(n.id, n.user_id) AS id, n.user_id, n.type, 'inApp' AS channel, 'delivered' AS status, NULL AS reason,
      1 AS attempts, n.at
    FROM notification n WHERE n.organization_id = $1 AND n.ticket_id = $2
    UNION ALL
    SELECT d.id, d.user_id, d.type, d.channel, d.status, d.reason, d.attempts, d.at
    FROM delivery d WHERE d.organization_id = $1 AND d.ticket_id = $2 AND d.status <> 'intended'
    UNION ALL
    SELECT held.delivery_id, held.user_id, held.type, CASE o.kind WHEN 'digest' THEN 'mail' ELSE o.kind END, CASE o.attempts WHEN 0 THEN 'intended' ELSE 'attempted' END,
      o.error, o.attempts + coalesce(again.attempts, 0), o.created_at
    FROM outbox o CROSS JOIN LATERAL letter_deliveries(o.id, o.entity_id, o.payload) held
      LEFT JOIN delivery again ON again.id = held.delivery_id
    WHERE o.organization_id = $1 AND o.kind IN ('mail', 'digest', 'push', 'sms') AND o.done_at IS NULL AND held.ticket_id = $2) x WHERE true`

/** What became of each notification of a ticket, by each channel, newest first. */
export function listDeliveries(
  db: OrganizationDb,
  ticketId: string,
  page: PageArguments,
): Promise<Page<DeliveryView>> {
  return paginate(
    db,
    {
      order: orderById('x.id', 'DESC'),
      select: `x.id, ${selectPerson('x.user_id')} AS "to", x.type, x.channel, x.status, x.reason, x.attempts, x.at`,
      from: LEDGER,
      values: [ticketId],
      view: ({ at, reason, ...row }: DeliveryRow) => ({
        ...row,
        ...(reason === null ? {} : { reason }),
        at: iso(at),
      }),
    },
    page,
  )
}
