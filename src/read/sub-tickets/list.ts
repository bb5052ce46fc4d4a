import type { SubTicketSummary, TicketView } from '../../contracts/tickets.js'
import { type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { TICKET_COLUMNS, type TicketRow, ticketFromRow } from '../../database/rows.js'
import { canView } from '../../domain/access/visibility.js'
import type { Person } from '../../domain/people.js'
import { shownPercent } from '../../domain/ticket/percent.js'
import { presentTicket } from '../tickets/present.js'

type SubTicketRow = TicketRow & { child_number: number }

/** A parent's sub-tickets by number: whole for those who may view them, else as their requester may know them. */
export function listSubTickets(
  db: OrganizationDb,
  viewer: Person,
  parentId: string,
  page: PageArguments,
  at: string,
): Promise<Page<TicketView | SubTicketSummary>> {
  return paginate(
    db,
    {
      order: {
        name: 'n',
        direction: 'ASC',
        keys: [{ column: 't.child_number', kind: 'int', read: (row) => row.child_number }],
      },
      select: `${TICKET_COLUMNS}, t.child_number`,
      from: 'FROM ticket t WHERE t.organization_id = $1 AND t.parent_id = $2 AND t.deleted_at IS NULL',
      values: [parentId],
      view: (row: SubTicketRow) => presentSubTicket(row, viewer, at),
    },
    page,
  )
}

function presentSubTicket(
  row: SubTicketRow,
  viewer: Person,
  at: string,
): TicketView | SubTicketSummary {
  const record = ticketFromRow(row)
  if (canView(viewer, record.state)) return presentTicket(record, viewer, at)
  const { id, number, departmentId, status } = record.state
  const { department } = record.names
  const progressPercent = shownPercent(record.state)
  return { id, number, title: record.title, departmentId, department, status, progressPercent }
}
