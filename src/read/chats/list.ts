import type { ChatView } from '../../contracts/chats.js'
import {
  decodeCursor,
  encodeCursor,
  type Page,
  type PageArguments,
  pageOf,
  withTotal,
} from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { isoOrNull } from '../../database/rows.js'

type ChatRow = Omit<ChatView, 'lastMessageAt'> & { lastMessageAt: Date | null; lastId: string }

/** Rooms in which something was said, latest first; unread are those behind the moderator's mark. */
const ROOMS = `FROM ticket t JOIN LATERAL (SELECT m.id, m.at FROM message m WHERE m.organization_id = $1 AND m.ticket_id = t.id
    AND m.version = t.version ORDER BY m.id DESC LIMIT 1) l ON true
  WHERE t.organization_id = $1 AND t.deleted_at IS NULL AND t.status NOT IN ('draft', 'closed', 'rejected', 'withdrawn')`
const SELECT = `SELECT t.id AS "ticketId", t.number AS "ticketNumber", t.parent_id AS "parentId", t.title, t.status,
    l.at AS "lastMessageAt", l.id AS "lastId",
    (SELECT count(*)::int FROM message m WHERE m.organization_id = $1 AND m.ticket_id = t.id AND m.version = t.version
      AND m.id > coalesce((SELECT r.message_id FROM message_read r WHERE r.organization_id = $1 AND r.ticket_id = t.id AND r.user_id = $2),
        '00000000-0000-0000-0000-000000000000')) AS unread
  ${ROOMS} AND ($3::uuid IS NULL OR l.id < $3)
  ORDER BY l.id DESC LIMIT $4`

export async function listChats(
  db: OrganizationDb,
  moderatorId: string,
  { limit, cursor, count }: PageArguments,
): Promise<Page<ChatView>> {
  const before = decodeCursor(cursor, 'chats', 1)?.[0] ?? null
  const rows = await db.query<ChatRow>(SELECT, [moderatorId, before, limit + 1])
  const page = pageOf(
    rows,
    limit,
    ({ lastId: _last, lastMessageAt, ...row }) => ({
      ...row,
      lastMessageAt: isoOrNull(lastMessageAt),
    }),
    (row) => encodeCursor('chats', [row.lastId]),
  )
  return withTotal(db, page, count, `SELECT count(*)::int AS n ${ROOMS}`)
}
