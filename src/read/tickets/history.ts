import type { HistoryItem } from '../../contracts/history.js'
import { type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import type { Actor } from '../../domain/people.js'
import type { Status } from '../../domain/ticket/status.js'

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

const COLUMNS = `e.seq, e.at, e.actor, u.first_name || ' ' || u.last_name AS actor_name, e.type,
    e.from_status, e.to_status, e.version, e.data->'fields' AS fields, e.texts`
const EVENTS = `FROM ticket_event e LEFT JOIN app_user u ON u.organization_id = e.organization_id AND u.id = (e.actor->>'id')::uuid
  WHERE e.organization_id = $1 AND e.ticket_id = $2 AND NOT e.internal`

export function presentHistoryItem(row: HistoryRow): HistoryItem {
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

/** Every change of a ticket, oldest first. The caller has found the ticket, so may view it. */
export function ticketHistory(
  db: OrganizationDb,
  ticketId: string,
  page: PageArguments,
): Promise<Page<HistoryItem>> {
  return paginate(
    db,
    {
      order: {
        name: 'seq',
        direction: 'ASC',
        keys: [{ column: 'e.seq', kind: 'int', read: (row) => row.seq }],
      },
      select: COLUMNS,
      from: EVENTS,
      values: [ticketId],
      view: presentHistoryItem,
    },
    page,
  )
}
