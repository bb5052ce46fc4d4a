import type { NotificationView } from '../../contracts/notifications.js'
import { countFolded, isFolded } from '../../database/folding.js'
import { orderById, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso, isoOrNull } from '../../database/rows.js'
import type { Person } from '../../domain/people.js'
import {
  describeInLines,
  describeOrReport,
  linkTo,
  notificationTitle,
} from '../../domain/ticket/outcome/describe-notification.js'
import type { NotificationFacts } from '../../domain/ticket/outcome/notification-facts.js'
import { createSay } from '../../domain/ticket/outcome/say.js'

interface NotificationRow {
  id: string
  type: string
  /** For how many of the same it stands. */
  count: number
  ticket_id: string | null
  /** null where it is about no ticket. */
  facts: NotificationFacts | null
  timezone: string
  language: string
  at: Date
  read_at: Date | null
}

interface NotificationFilter extends PageArguments {
  unread?: string | undefined
}

interface Telling {
  /** Where a front end shows the tickets; undefined where there is none. */
  publicUrl: string | undefined
  /** Is told of one that can't be put into words. */
  report: (error: unknown) => void
}

const COLUMNS = `n.id, n.type, ${countFolded('n')} AS count, n.ticket_id, n.at, n.read_at, u.timezone, u.language,
  notification_facts(n.organization_id, n.ticket_id, n.data, n.user_id, n.type) AS facts`

/** The user's own, newest first. */
export function listNotifications(
  db: OrganizationDb,
  reader: Person,
  { publicUrl, report }: Telling,
  { unread, ...page }: NotificationFilter,
): Promise<Page<NotificationView>> {
  return paginate(
    db,
    {
      order: orderById('n.id', 'DESC'),
      select: COLUMNS,
      from: `FROM notification n JOIN app_user u ON u.organization_id = n.organization_id AND u.id = n.user_id
        WHERE n.organization_id = $1 AND n.user_id = $2 AND NOT ${isFolded('n')}${unread === 'true' ? ' AND n.read_at IS NULL' : ''}`,
      values: [reader.id],
      view: (row: NotificationRow) => presentNotification(row, reader, { publicUrl, report }),
    },
    page,
  )
}

function presentNotification(
  row: NotificationRow,
  reader: Person,
  { publicUrl, report }: Telling,
): NotificationView {
  const { id, type, ticket_id: ticketId, facts } = row
  const say = createSay(row.timezone, row.language)
  const name = notificationTitle(type, say)
  const title = row.count > 1 ? `${name} (${row.count})` : name
  const times = { at: iso(row.at), readAt: isoOrNull(row.read_at) }
  if (facts === null || ticketId === null) return { id, type, title, body: title, ...times }
  const description = describeOrReport(facts, reader, say, report)
  const body = describeInLines(description, linkTo(description, publicUrl, facts.number))
  return { id, type, title, body, ticketId, ticketNumber: facts.number, ...times }
}
