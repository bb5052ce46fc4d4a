import type { ListedTicketView, SubTicketSummary } from '../../contracts/tickets.js'
import { type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { LISTED_WEIGHT, type ListedTicketRow, selectListedTickets } from '../../database/rows.js'
import { canView } from '../../domain/access/visibility.js'
import type { Person } from '../../domain/people.js'
import { shownPercent } from '../../domain/ticket/percent.js'
import { addLoads } from '../tickets/add-loads.js'
import { LISTED_LENGTH, presentListedTicket } from '../tickets/present-listed.js'

type SubTicketRow = ListedTicketRow & { child_number: number }

/** A parent's sub-tickets by number: whole for those who may view them, else as their requester may know them. */
export function listSubTickets(
  db: OrganizationDb,
  viewer: Person,
  parentId: string,
  page: PageArguments,
  at: string,
): Promise<Page<ListedTicketView | SubTicketSummary>> {
  return paginate(
    db,
    {
      order: {
        name: 'n',
        direction: 'ASC',
        keys: [{ column: 't.child_number', kind: 'int', read: (row) => row.child_number }],
      },
      select: `${selectListedTickets(LISTED_LENGTH)}, t.child_number`,
      weight: LISTED_WEIGHT,
      from: 'FROM ticket t WHERE t.organization_id = $1 AND t.parent_id = $2 AND t.deleted_at IS NULL',
      values: [parentId],
      complete: (rows: readonly SubTicketRow[]) => addLoads(db, viewer, rows),
      view: (row: SubTicketRow) => presentSubTicket(row, viewer, at),
    },
    page,
  )
}

function presentSubTicket(
  row: SubTicketRow,
  viewer: Person,
  at: string,
): ListedTicketView | SubTicketSummary {
  const { state, title, names } = row
  if (canView(viewer, state)) return presentListedTicket(row, viewer, at)
  const { id, number, departmentId, status } = state
  const { department } = names
  return {
    id,
    number,
    title,
    departmentId,
    department,
    status,
    progressPercent: shownPercent(state),
  }
}
