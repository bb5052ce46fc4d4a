import type { NotificationView } from '../../contracts/notifications.js'
import { orderById, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso, isoOrNull } from '../../database/rows.js'
import { notificationText } from '../../domain/ticket/outcome/notification-text.js'

interface NotificationRow {
  id: string
  type: string
  ticket_id: string | null
  number: string | null
  title: string | null
  at: Date
  read_at: Date | null
}

interface NotificationFilter extends PageArguments {
  unread?: string | undefined
}

/** The user's own, newest first. */
export function listNotifications(
  db: OrganizationDb,
  userId: string,
  { unread, ...page }: NotificationFilter,
): Promise<Page<NotificationView>> {
  return paginate(
    db,
    {
      order: orderById('n.id', 'DESC'),
      select: 'n.id, n.type, n.ticket_id, t.number, t.title, n.at, n.read_at',
      from: `FROM notification n LEFT JOIN ticket t ON t.organization_id = n.organization_id AND t.id = n.ticket_id
        WHERE n.organization_id = $1 AND n.user_id = $2${unread === 'true' ? ' AND n.read_at IS NULL' : ''}`,
      values: [userId],
      view: presentNotification,
    },
    page,
  )
}

function presentNotification(row: NotificationRow): NotificationView {
  return {
    id: row.id,
    type: row.type,
    title: notificationText(row.type),
    body: row.number === null ? notificationText(row.type) : `${row.number} · ${row.title}`,
    ...(row.ticket_id === null ? {} : { ticketId: row.ticket_id }),
    ...(row.number === null ? {} : { ticketNumber: row.number }),
    at: iso(row.at),
    readAt: isoOrNull(row.read_at),
  }
}
