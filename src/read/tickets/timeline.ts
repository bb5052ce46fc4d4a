import type { TimelineItem } from '../../contracts/timeline.js'
import { type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { chatAccess } from '../../domain/access/chat.js'
import type { Person } from '../../domain/people.js'
import type { TicketState } from '../../domain/ticket/state.js'
import { type HistoryRow, presentHistoryItem } from './history.js'

type TimelineRow = HistoryRow & {
  kind: TimelineItem['kind']
  place: string
  notification: { type: string; count: number } | null
  attachment: TimelineItem['attachment'] | null
  message: TimelineItem['message'] | null
  approval: TimelineItem['approval'] | null
}

/** A place sorts by instant, then kind, then row, so that it is stable. */
const PLACE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\.[1-5]\.[\w-]{1,60}$/
const place = (at: string, kind: string, row: string) =>
  `to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') || '.${kind}.' || ${row}`

/** $3 is the version, $4 from when on one may read, and $5 whether internal messages too. */
const ITEMS = `FROM (
    SELECT 'history' AS kind, ${place('e.at', '1', "lpad(e.seq::text, 9, '0')")} AS place, e.at, e.seq, e.actor,
      u.first_name || ' ' || u.last_name AS actor_name, e.type, e.from_status, e.to_status, e.version,
      e.data->'fields' AS fields, e.texts, NULL::jsonb AS notification, NULL::jsonb AS attachment, NULL::jsonb AS message, NULL::jsonb AS approval
    FROM ticket_event e LEFT JOIN app_user u ON u.organization_id = e.organization_id AND u.id = (e.actor->>'id')::uuid
    WHERE e.organization_id = $1 AND e.ticket_id = $2 AND NOT e.internal
    UNION ALL
    SELECT 'notification', ${place('n.at', '2', 'n.type')}, n.at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
      jsonb_build_object('type', n.type, 'count', count(*)), NULL, NULL, NULL
    FROM notification n WHERE n.organization_id = $1 AND n.ticket_id = $2 GROUP BY n.at, n.type
    UNION ALL
    SELECT 'attachment', ${place('a.created_at', '3', 'a.id::text')}, a.created_at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
      NULL, jsonb_build_object('id', a.id, 'fileName', a.file_name, 'status', a.status), NULL, NULL
    FROM attachment a LEFT JOIN message w ON w.organization_id = a.organization_id AND w.id = a.message_id
    WHERE a.organization_id = $1 AND a.ticket_id = $2 AND a.deleted_at IS NULL
      AND (w.id IS NULL OR (w.version = $3 AND (w.visibility = 'public' OR $5) AND ($4::timestamptz IS NULL OR w.at >= $4)))
    UNION ALL
    SELECT 'message', ${place('m.at', '4', 'm.id::text')}, m.at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
      jsonb_build_object('id', m.id, 'kind', m.kind, 'visibility', m.visibility, 'authorId', m.author_id, 'body', m.body), NULL
    FROM message m WHERE m.organization_id = $1 AND m.ticket_id = $2 AND m.version = $3
      AND ($4::timestamptz IS NULL OR m.at >= $4) AND (m.visibility = 'public' OR $5)
    UNION ALL
    SELECT 'approval', ${place('p.at', '5', 'p.id::text')}, p.at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
      jsonb_build_object('id', p.id, 'status', p.status, 'requestedBy', p.requested_by_id)
    FROM approval p WHERE p.organization_id = $1 AND p.ticket_id = $2) x WHERE true`

/** History, messages that this person may read, files, approvals and notifications in one order, oldest first. */
export function ticketTimeline(
  db: OrganizationDb,
  state: TicketState,
  viewer: Person,
  page: PageArguments,
): Promise<Page<TimelineItem>> {
  const access = chatAccess(state, viewer)
  const version = access === undefined ? 0 : state.version // no message is of version 0
  return paginate(
    db,
    {
      order: {
        name: 'timeline',
        direction: 'ASC',
        keys: [{ column: 'place', kind: PLACE, read: (row) => row.place }],
      },
      select: '*',
      from: ITEMS,
      values: [state.id, version, access?.from ?? null, access?.internal ?? false],
      view: presentTimelineItem,
    },
    page,
  )
}

function presentTimelineItem(row: TimelineRow): TimelineItem {
  return {
    at: iso(row.at),
    kind: row.kind,
    ...(row.kind === 'history' ? { history: presentHistoryItem(row) } : {}),
    ...(row.notification === null ? {} : { notification: row.notification }),
    ...(row.attachment === null ? {} : { attachment: row.attachment }),
    ...(row.message === null ? {} : { message: row.message }),
    ...(row.approval === null ? {} : { approval: row.approval }),
  }
}
