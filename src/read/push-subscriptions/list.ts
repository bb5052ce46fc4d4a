import type { PushSubscriptionView } from '../../contracts/push-subscriptions.js'
import { orderById, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'

interface SubscriptionRow {
  id: string
  endpoint: string
  session_id: string
  created_at: Date
}

/** Where somebody is told by push, the latest first. */
export function listPushSubscriptions(
  db: OrganizationDb,
  { userId, current }: { userId: string; current: string },
  page: PageArguments,
) {
  return paginate(
    db,
    {
      order: orderById('id', 'DESC'),
      select: 'id, endpoint, session_id, created_at',
      from: 'FROM push_subscription WHERE organization_id = $1 AND user_id = $2',
      values: [userId],
      view: (row: SubscriptionRow): PushSubscriptionView => ({
        id: row.id,
        endpoint: row.endpoint,
        createdAt: iso(row.created_at),
        current: row.session_id === current,
      }),
    },
    page,
  )
}
