import type { ChatView } from '../../contracts/chats.js'
import { orderById, type Page, type PageArguments } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { sqlList } from '../../database/sql-list.js'
import { LIVE } from '../../domain/ticket/status.js'
import type { Bounds } from '../bounded-list.js'
import { listWithinBounds } from '../list-within-bounds.js'

type ChatRow = Omit<ChatView, 'lastMessageAt'> & { lastMessageAt: Date; id: string }

/** Nobody is told of what is said internally of an ordinary ticket that they filed themselves, or of a part of it. */
const isReadable = (message: string) => `(${message}.visibility = 'public'
    OR coalesce(t.state #>> '{parentFiling,requesterId}', CASE t.type WHEN 'ticket' THEN t.requester_id::text END, '') <> $2::uuid::text)`

/** What is said in the present life of the ticket `t` and is for the moderator, who is `$2`. */
const said = (message: string) =>
  `${message}.organization_id = $1 AND ${message}.ticket_id = t.id AND ${message}.version = t.version AND ${isReadable(message)}`

const IN_WORK = `t.deleted_at IS NULL AND t.status IN (${sqlList(LIVE)})`

/** A chat stands where its last message is, so that they are found among the newest messages of all. */
const THROUGH = 'FROM message m WHERE m.organization_id = $1'
const JOINS = `JOIN ticket t ON t.organization_id = $1 AND t.id = m.ticket_id
  LEFT JOIN message_read r ON r.organization_id = $1 AND r.ticket_id = t.id AND r.user_id = $2`
const IS_LAST = `EXISTS (SELECT 1 FROM ticket t WHERE t.organization_id = $1 AND t.id = m.ticket_id AND ${IN_WORK} AND ${said('m')}
  AND NOT EXISTS (SELECT 1 FROM message n WHERE ${said('n')} AND n.id > m.id))`
const LAST_OF_EACH = `${THROUGH} AND m.id IN (SELECT l.id FROM ticket t
  JOIN LATERAL (SELECT n.id FROM message n WHERE ${said('n')} ORDER BY n.id DESC LIMIT 1) l ON true
  WHERE t.organization_id = $1 AND ${IN_WORK})`

/** Whoever has not looked for long is told that it is at least so many. */
const MOST_UNREAD = 1_000
const COLUMNS = `m.id, t.id AS "ticketId", t.number AS "ticketNumber", t.parent_id AS "parentId", t.title, t.status,
    m.at AS "lastMessageAt",
    (SELECT count(*)::int FROM (SELECT 1 FROM message n WHERE ${said('n')} AND (r.message_id IS NULL OR n.id > r.message_id)
      LIMIT ${MOST_UNREAD}) unread) AS unread`

/** The chats of all tickets in work, that with the latest message first; messages behind the moderator's mark are unread. */
export function listChats(
  db: OrganizationDb,
  moderator: { id: string },
  page: PageArguments,
  bounds?: Bounds,
): Promise<Page<ChatView>> {
  return listWithinBounds(
    db,
    moderator,
    {
      order: { ...orderById('m.id', 'DESC'), name: 'chats' },
      select: COLUMNS,
      through: THROUGH,
      alias: 'm',
      joins: JOINS,
      matching: IS_LAST,
      matched: LAST_OF_EACH,
      ordered: undefined,
      values: [moderator.id],
      view: ({ id: _last, lastMessageAt, ...row }: ChatRow) => ({
        ...row,
        lastMessageAt: iso(lastMessageAt),
      }),
    },
    page,
    bounds,
  )
}
