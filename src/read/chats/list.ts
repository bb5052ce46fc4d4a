import type { ChatView } from '../../contracts/chats.js'
import { type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { IDLE_STATUSES, isoOrNull } from '../../database/rows.js'

type ChatRow = Omit<ChatView, 'lastMessageAt'> & { lastMessageAt: Date | null; lastId: string }

/** Nobody is told of what is said internally of an ordinary ticket that they filed themselves, or of a part of it. */
const READABLE = `(m.visibility = 'public'
    OR coalesce(t.state #>> '{parentFiling,requesterId}', CASE t.type WHEN 'ticket' THEN t.requester_id::text END, '') <> $2::uuid::text)`

/** $2 is the moderator. A chat is listed as soon as something was said in it. */
const CHATS = `FROM ticket t JOIN LATERAL (SELECT m.id, m.at FROM message m WHERE m.organization_id = $1 AND m.ticket_id = t.id
    AND m.version = t.version AND ${READABLE} ORDER BY m.id DESC LIMIT 1) l ON true
  LEFT JOIN message_read r ON r.organization_id = $1 AND r.ticket_id = t.id AND r.user_id = $2
  WHERE t.organization_id = $1 AND t.deleted_at IS NULL AND t.status NOT IN (${IDLE_STATUSES})`
const COLUMNS = `t.id AS "ticketId", t.number AS "ticketNumber", t.parent_id AS "parentId", t.title, t.status,
    l.at AS "lastMessageAt", l.id AS "lastId",
    (SELECT count(*)::int FROM message m WHERE m.organization_id = $1 AND m.ticket_id = t.id AND m.version = t.version
      AND ${READABLE} AND (r.message_id IS NULL OR m.id > r.message_id)) AS unread`

/** The chats of all tickets in work, that with the latest message first; messages behind the moderator's mark are unread. */
export function listChats(
  db: OrganizationDb,
  moderatorId: string,
  page: PageArguments,
): Promise<Page<ChatView>> {
  return paginate(
    db,
    {
      order: {
        name: 'chats',
        direction: 'DESC',
        keys: [{ column: 'l.id', kind: 'uuid', read: ({ lastId }) => lastId }],
      },
      select: COLUMNS,
      from: CHATS,
      values: [moderatorId],
      view: ({ lastId: _last, lastMessageAt, ...row }: ChatRow) => ({
        ...row,
        lastMessageAt: isoOrNull(lastMessageAt),
      }),
    },
    page,
  )
}
