import type { ApprovalView } from '../../contracts/approvals.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { Person } from '../../domain/people.js'
import { APPROVAL_COLUMNS, APPROVALS, type ApprovalRow, presentApproval } from './present.js'

const BY_TICKET = `SELECT ${APPROVAL_COLUMNS} ${APPROVALS} AND p.ticket_id = $2 ORDER BY p.n`

/** All approvals of a ticket, oldest first. The caller has found the ticket, so may view it. */
export async function listTicketApprovals(
  db: OrganizationDb,
  viewer: Person,
  ticketId: string,
): Promise<ApprovalView[]> {
  const rows = await db.query<ApprovalRow>(BY_TICKET, [ticketId])
  return rows.map((row) => presentApproval(row, viewer))
}
