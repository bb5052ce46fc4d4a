import type { NotificationView } from '../../contracts/notifications.js'
import {
  decodeCursor,
  encodeCursor,
  type Page,
  pageOf,
  withTotal,
} from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso, isoOrNull } from '../../database/rows.js'
import { sentenceOf } from '../../domain/ticket/wording.js'

interface NotificationRow {
  id: string
  type: string
  ticket_id: string | null
  number: string | null
  title: string | null
  at: Date
  read_at: Date | null
}

const FROM = `FROM notification n LEFT JOIN ticket t ON t.organization_id = n.organization_id AND t.id = n.ticket_id
  WHERE n.organization_id = $1 AND n.user_id = $2`
const UNREAD = ' AND n.read_at IS NULL'

function view(row: NotificationRow): NotificationView {
  return {
    id: row.id,
    type: row.type,
    title: sentenceOf(row.type),
    body: row.number === null ? sentenceOf(row.type) : `${row.number} · ${row.title}`,
    ...(row.ticket_id === null ? {} : { ticketId: row.ticket_id }),
    ...(row.number === null ? {} : { ticketNumber: row.number }),
    at: iso(row.at),
    readAt: isoOrNull(row.read_at),
  }
}

export async function listNotifications(
  db: OrganizationDb,
  userId: string,
  {
    limit,
    cursor,
    unread,
    count,
  }: {
    limit: number
    cursor?: string | undefined
    unread?: string | undefined
    count?: string | undefined
  },
): Promise<Page<NotificationView>> {
  const before = decodeCursor(cursor, 'id', 1)?.[0] ?? null
  const wanted = `${FROM}${unread === 'true' ? UNREAD : ''}`
  const rows = await db.query<NotificationRow>(
    `SELECT n.id, n.type, n.ticket_id, t.number, t.title, n.at, n.read_at ${wanted}
     AND ($3::uuid IS NULL OR n.id < $3::uuid) ORDER BY n.id DESC LIMIT $4`,
    [userId, before, limit + 1],
  )
  const page = pageOf(rows, limit, view, (row) => encodeCursor('id', [row.id]))
  return withTotal(db, page, count, `SELECT count(*)::int AS n ${wanted}`, [userId])
}

export async function countUnread(db: OrganizationDb, userId: string): Promise<number> {
  const [row] = await db.query<{ n: number }>(`SELECT count(*)::int AS n ${FROM}${UNREAD}`, [
    userId,
  ])
  return row?.n ?? 0
}
