import type { TicketView } from '../../contracts/tickets.js'
import {
  decodeCursor,
  encodeCursor,
  type Page,
  type PageArguments,
  pageOf,
  withTotal,
} from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { TICKET_COLUMNS, type TicketRow, ticketFromRow } from '../../database/rows.js'
import { canView } from '../../domain/access/visibility.js'
import type { Person } from '../../domain/people.js'
import { presentTicket } from '../tickets/present.js'

export interface SubTicketSummary {
  id: string
  number: string
  title: string
  departmentId: string | null
  status: TicketView['status']
  progressPercent: number
}

const FROM =
  'FROM ticket t WHERE t.organization_id = $1 AND t.parent_id = $2 AND t.deleted_at IS NULL'
const SELECT = `SELECT ${TICKET_COLUMNS}, t.child_number ${FROM} AND t.child_number > $3 ORDER BY t.child_number LIMIT $4`

/** A parent's sub-tickets by number: whole for those who see them, else as their requester may know them. */
export async function listSubTickets(
  db: OrganizationDb,
  viewer: Person,
  parentId: string,
  { limit, cursor, count }: PageArguments,
  at: string,
): Promise<Page<TicketView | SubTicketSummary>> {
  const after = Number(decodeCursor(cursor, 'n', 1)?.[0] ?? 0) || 0
  const rows = await db.query<TicketRow & { child_number: number }>(SELECT, [
    parentId,
    after,
    limit + 1,
  ])
  const page = pageOf(
    rows,
    limit,
    (row) => {
      const record = ticketFromRow(row)
      if (canView(viewer, record.state)) return presentTicket(record, viewer, at)
      const { id, number, departmentId, status, progressPercent } = record.state
      return { id, number, title: record.title, departmentId, status, progressPercent }
    },
    (row) => encodeCursor('n', [String(row.child_number)]),
  )
  return withTotal(db, page, count, `SELECT count(*)::int AS n ${FROM}`, [parentId])
}
