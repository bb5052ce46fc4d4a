import type { OrganizationDb } from '../../../prisma/client.js'
import { iso } from '../../../prisma/rows.js'
import type { TimelineItem } from '../../contracts/ticket-records.js'
import { decodeCursor, encodeCursor, type Page, pageOf } from '../cursor.js'
import { type HistoryRow, historyItem } from './history.js'

type TimelineRow = HistoryRow & {
  kind: TimelineItem['kind']
  place: string
  notification: { type: string; count: number } | null
  attachment: { id: string; fileName: string; status: string } | null
}

/** A place sorts by instant, then kind, then row, so that it is stable and opaque. */
const place = (at: string, kind: string, row: string) =>
  `to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') || '.${kind}.' || ${row}`

const SELECT = `SELECT * FROM (
    SELECT 'history' AS kind, ${place('e.at', '1', "lpad(e.seq::text, 9, '0')")} AS place, e.at, e.seq, e.actor,
      u.first_name || ' ' || u.last_name AS actor_name, e.type, e.from_status, e.to_status, e.version,
      e.data->'fields' AS fields, e.texts, NULL::jsonb AS notification, NULL::jsonb AS attachment
    FROM ticket_event e LEFT JOIN app_user u ON u.organization_id = e.organization_id AND u.id = (e.actor->>'id')::uuid
    WHERE e.organization_id = $1 AND e.ticket_id = $2 AND NOT e.fact
    UNION ALL
    SELECT 'notification', ${place('n.at', '2', 'n.type')}, n.at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
      jsonb_build_object('type', n.type, 'count', count(*)), NULL
    FROM notification n WHERE n.organization_id = $1 AND n.ticket_id = $2 GROUP BY n.at, n.type
    UNION ALL
    SELECT 'attachment', ${place('a.created_at', '3', 'a.id::text')}, a.created_at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
      NULL, jsonb_build_object('id', a.id, 'fileName', a.file_name, 'status', a.status)
    FROM attachment a WHERE a.organization_id = $1 AND a.ticket_id = $2 AND a.deleted_at IS NULL) x
  WHERE place > $3 ORDER BY place LIMIT $4`

/** History, files and notifications of a ticket in one order, oldest first. */
export async function ticketTimeline(
  db: OrganizationDb,
  ticketId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<TimelineItem>> {
  const after = decodeCursor(cursor, 'timeline', 1)?.[0] ?? ''
  const rows = await db.query<TimelineRow>(SELECT, [ticketId, after, limit + 1])
  return pageOf(rows, limit, timelineItem, (row) => encodeCursor('timeline', [row.place]))
}

function timelineItem(row: TimelineRow): TimelineItem {
  return {
    at: iso(row.at),
    kind: row.kind,
    ...(row.kind === 'history' ? { history: historyItem(row) } : {}),
    ...(row.notification === null ? {} : { notification: row.notification }),
    ...(row.attachment === null ? {} : { attachment: row.attachment }),
  }
}
