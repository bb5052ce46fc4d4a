import type { MessageView } from '../../contracts/messages.js'
import {
  decodeCursor,
  encodeCursor,
  type Page,
  type PageArguments,
  pageOf,
  withTotal,
} from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { ATTACHMENTS, type AttachmentRecord, iso } from '../../database/rows.js'
import { requireChat } from '../../domain/access/chat.js'
import { refuse } from '../../domain/errors.js'
import type { Person } from '../../domain/people.js'
import type { TicketState } from '../../domain/ticket/state.js'

interface MessageRow {
  id: string
  ticket_id: string
  version: number
  kind: MessageView['kind']
  visibility: MessageView['visibility']
  author_id: string | null
  author_name: string | null
  body: string
  mentions: string[]
  attachments: AttachmentRecord[] | null
  flag: NonNullable<MessageView['flag']> | null
  at: Date
}

const COLUMNS = `m.id, m.ticket_id, m.version, m.kind, m.visibility, m.author_id, u.first_name || ' ' || u.last_name AS author_name,
  m.body, m.mentions, m.flag, m.at, ${ATTACHMENTS('a.organization_id = m.organization_id AND a.message_id = m.id')} AS attachments`
const FROM = `FROM message m LEFT JOIN app_user u ON u.organization_id = m.organization_id AND u.id = m.author_id
  WHERE m.organization_id = $1 AND m.ticket_id = $2`
/** $3 the life, $4 from when on, $5 whether internal ones too. */
const VISIBLE =
  "AND m.version = $3 AND ($4::timestamptz IS NULL OR m.at >= $4) AND ($5 OR m.visibility = 'public')"

function view(row: MessageRow): MessageView {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    version: row.version,
    kind: row.kind,
    visibility: row.visibility,
    author: row.author_id === null ? null : { id: row.author_id, name: row.author_name ?? '' },
    body: row.body,
    mentions: row.mentions,
    attachments: row.attachments ?? [],
    ...(row.flag === null ? {} : { flag: row.flag }),
    at: iso(row.at),
  }
}

interface MessageFilter extends PageArguments {
  version?: number | undefined
}

/** One life's messages that this person may read, oldest first. */
export async function listMessages(
  db: OrganizationDb,
  state: TicketState,
  viewer: Person,
  { version = state.version, limit, cursor, count }: MessageFilter,
): Promise<Page<MessageView>> {
  const access = requireChat(state, viewer)
  if (version !== state.version && !access.archives) {
    refuse('forbidden', 'Messages of earlier lives are for moderators.')
  }
  const after = decodeCursor(cursor, 'id', 1)?.[0] ?? null
  const values = [state.id, version, access.from, access.internal]
  const rows = await db.query<MessageRow>(
    `SELECT ${COLUMNS} ${FROM} ${VISIBLE} AND ($6::uuid IS NULL OR m.id > $6) ORDER BY m.id LIMIT $7`,
    [...values, after, limit + 1],
  )
  const page = pageOf(rows, limit, view, (row) => encodeCursor('id', [row.id]))
  return withTotal(
    db,
    page,
    count,
    `SELECT count(*)::int AS n FROM message m WHERE m.organization_id = $1 AND m.ticket_id = $2 ${VISIBLE}`,
    values,
  )
}

export async function readMessage(
  db: OrganizationDb,
  ticketId: string,
  messageId: string,
): Promise<MessageView> {
  const [row] = await db.query<MessageRow>(`SELECT ${COLUMNS} ${FROM} AND m.id = $3`, [
    ticketId,
    messageId,
  ])
  return row === undefined ? refuse('not_found', 'There is no such message.') : view(row)
}

/** What this author has sent under that id of the client's; undefined when nothing yet. */
export async function findSent(
  db: OrganizationDb,
  ticketId: string,
  authorId: string,
  clientId: string,
): Promise<MessageView | undefined> {
  const [row] = await db.query<MessageRow>(
    `SELECT ${COLUMNS} ${FROM} AND m.author_id = $3 AND m.client_id = $4`,
    [ticketId, authorId, clientId],
  )
  return row === undefined ? undefined : view(row)
}

/** Of this life, behind the reader's mark. */
export async function countUnreadMessages(
  db: OrganizationDb,
  state: TicketState,
  viewer: Person,
): Promise<number> {
  const { from, internal } = requireChat(state, viewer)
  const [row] = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM message m WHERE m.organization_id = $1 AND m.ticket_id = $2 ${VISIBLE}
       AND m.id > coalesce((SELECT r.message_id FROM message_read r WHERE r.organization_id = $1 AND r.ticket_id = $2 AND r.user_id = $6),
         '00000000-0000-0000-0000-000000000000')`,
    [state.id, state.version, from, internal, viewer.id],
  )
  return row?.n ?? 0
}
