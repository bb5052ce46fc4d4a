import type { TimelineItem } from '../../contracts/timeline.js'
import { type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { chatAccess, readsInternals } from '../../domain/access/chat.js'
import type { Person } from '../../domain/people.js'
import type { TicketState } from '../../domain/ticket/state.js'
import { readTimelineContent, type TimelineKey } from './timeline-content.js'

const PLACE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\.[1-5]\.[\w-]{1,60}$/
const place = (at: string, kind: string, row: string) =>
  `to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') || '.${kind}.' || ${row}`

/**
 * $3 is the version, $4 from when on one may read, $5 whether internal messages too, $6 whether other internal
 * matters, $7 the reader: who reads no internal matters sees whereof they were notified themselves.
 */
const KEYS = `FROM (
    SELECT 'history' AS kind, e.at, ${place('e.at', '1', "lpad(e.seq::text, 9, '0')")} AS place, e.seq::text AS ref,
      NULL::int AS n, pg_column_size(e.texts) AS size
    FROM ticket_event e WHERE e.organization_id = $1 AND e.ticket_id = $2 AND NOT e.internal
    UNION ALL
    SELECT 'notification', o.at, ${place('o.at', '2', 'o.type')}, o.type, count(*)::int, 0
    FROM notification o WHERE o.organization_id = $1 AND o.ticket_id = $2 AND ($6 OR o.user_id = $7) GROUP BY o.at, o.type
    UNION ALL
    SELECT 'attachment', a.created_at, ${place('a.created_at', '3', 'a.id::text')}, a.id::text, NULL, 0
    FROM attachment a LEFT JOIN message w ON w.organization_id = a.organization_id AND w.id = a.message_id
    WHERE a.organization_id = $1 AND a.ticket_id = $2 AND a.deleted_at IS NULL
      AND (w.id IS NULL OR (w.version = $3 AND (w.visibility = 'public' OR $5) AND ($4::timestamptz IS NULL OR w.at >= $4)))
    UNION ALL
    SELECT 'message', m.at, ${place('m.at', '4', 'm.id::text')}, m.id::text, NULL, octet_length(m.body)
    FROM message m WHERE m.organization_id = $1 AND m.ticket_id = $2 AND m.version = $3
      AND ($4::timestamptz IS NULL OR m.at >= $4) AND (m.visibility = 'public' OR $5)
    UNION ALL
    SELECT 'approval', p.at, ${place('p.at', '5', 'p.id::text')}, p.id::text, NULL, 0
    FROM approval p WHERE p.organization_id = $1 AND p.ticket_id = $2) x WHERE true`

/** History, messages that this person may read, files, approvals and notifications in one order, oldest first. */
export async function ticketTimeline(
  db: OrganizationDb,
  state: TicketState,
  viewer: Person,
  page: PageArguments,
): Promise<Page<TimelineItem>> {
  const access = chatAccess(state, viewer)
  const version = access === undefined ? 0 : state.version // no message is of version 0
  const chat = [version, access?.from ?? null, access?.internal ?? false]
  const { items: keys, ...rest } = await paginate(
    db,
    {
      order: {
        name: 'timeline',
        direction: 'ASC',
        keys: [{ column: 'x.place', kind: PLACE, read: (row) => row.place }],
      },
      select: 'x.kind, x.at, x.place, x.ref, x.n',
      weight: 'x.size',
      from: KEYS,
      values: [state.id, ...chat, readsInternals(state, viewer), viewer.id],
      view: (row: TimelineKey) => row,
    },
    page,
  )
  const content = await readTimelineContent(db, { state, viewer, keys })
  return { items: keys.map((key) => ({ ...showKey(key), ...content(key) })), ...rest }
}

function showKey({ kind, at, ref, n }: TimelineKey): TimelineItem {
  const notification = n === null ? {} : { notification: { type: ref, count: n } }
  return { at: iso(at), kind, ...notification }
}
