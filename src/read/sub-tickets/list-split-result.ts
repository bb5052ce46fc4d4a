import type { TicketView } from '../../contracts/tickets.js'
import type { OrganizationDb } from '../../database/pool.js'
import { TICKET_COLUMNS, type TicketRow, ticketFromRow } from '../../database/rows.js'
import type { Person } from '../../domain/people.js'
import { addLoads } from '../tickets/add-loads.js'
import { presentTicket } from '../tickets/present.js'

const SELECT = `SELECT ${TICKET_COLUMNS} FROM ticket_event e
  JOIN ticket t ON t.organization_id = e.organization_id AND t.id = e.ticket_id
  WHERE e.organization_id = $1 AND t.parent_id = $2 AND e.command_id = $3 AND e.seq = 1 ORDER BY t.child_number`

/** The sub-tickets that one split created, as they are now. */
export async function listSplitResult(
  db: OrganizationDb,
  viewer: Person,
  parentId: string,
  commandId: string,
  at: string,
): Promise<TicketView[]> {
  const rows = await db.query<TicketRow>(SELECT, [parentId, commandId])
  const records = await addLoads(db, viewer, rows.map(ticketFromRow))
  return records.map((record) => presentTicket(record, viewer, at))
}
