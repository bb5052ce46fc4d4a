import type { HistoryItem } from '../../contracts/history.js'
import {
  decodeCursor,
  encodeCursor,
  type Page,
  type PageArguments,
  pageOf,
  withTotal,
} from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import type { Actor } from '../../domain/people.js'
import type { Status } from '../../domain/ticket/state.js'

export interface HistoryRow {
  seq: number
  at: Date
  actor: Actor
  actor_name: string | null
  type: string
  from_status: Status | null
  to_status: Status
  version: number
  fields: HistoryItem['fields'] | null
  texts: Record<string, string>
}

const SELECT = `SELECT e.seq, e.at, e.actor, u.first_name || ' ' || u.last_name AS actor_name, e.type,
    e.from_status, e.to_status, e.version, e.data->'fields' AS fields, e.texts
  FROM ticket_event e LEFT JOIN app_user u ON u.organization_id = e.organization_id AND u.id = (e.actor->>'id')::uuid
  WHERE e.organization_id = $1 AND e.ticket_id = $2 AND NOT e.fact AND e.seq > $3 ORDER BY e.seq LIMIT $4`

const COUNT = `SELECT count(*)::int AS n FROM ticket_event e
  WHERE e.organization_id = $1 AND e.ticket_id = $2 AND NOT e.fact`

export function historyItem(row: HistoryRow): HistoryItem {
  const reason = row.texts.reason ?? row.texts.comment ?? row.texts.notes
  return {
    seq: row.seq,
    at: iso(row.at),
    actor:
      row.actor.kind === 'user' ? { id: row.actor.id, name: row.actor_name ?? '' } : row.actor.kind,
    command: row.type,
    from: row.from_status,
    to: row.to_status,
    version: row.version,
    ...(reason === undefined ? {} : { reason }),
    ...(row.fields === null || row.fields === undefined ? {} : { fields: row.fields }),
  }
}

/** Every change of a ticket, oldest first. The caller has found the ticket, so may see it. */
export async function ticketHistory(
  db: OrganizationDb,
  ticketId: string,
  { limit, cursor, count }: PageArguments,
): Promise<Page<HistoryItem>> {
  const after = decodeCursor(cursor, 'seq', 1)?.[0] ?? '0'
  const rows = await db.query<HistoryRow>(SELECT, [ticketId, Number(after) || 0, limit + 1])
  const page = pageOf(rows, limit, historyItem, (row) => encodeCursor('seq', [String(row.seq)]))
  return withTotal(db, page, count, COUNT, [ticketId])
}
