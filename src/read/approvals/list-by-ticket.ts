import type { ApprovalView } from '../../contracts/approvals.js'
import type { OrganizationDb } from '../../database/pool.js'
import { Values } from '../../database/values.js'
import type { Person } from '../../domain/people.js'
import { APPROVALS, type ApprovalRow, presentApproval, selectApprovals } from './present.js'

/** All approvals of a ticket, oldest first. The caller has found the ticket, so may view it. */
export async function listTicketApprovals(
  db: OrganizationDb,
  viewer: Person,
  ticketId: string,
): Promise<ApprovalView[]> {
  const values = new Values([ticketId])
  const columns = selectApprovals(viewer, values)
  const rows = await db.query<ApprovalRow>(
    `SELECT ${columns} ${APPROVALS} AND p.ticket_id = $2 ORDER BY p.n`,
    values.list,
  )
  return rows.map((row) => presentApproval(row, viewer))
}
