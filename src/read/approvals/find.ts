import type { ApprovalView } from '../../contracts/approvals.js'
import type { OrganizationDb } from '../../database/pool.js'
import { isUuid } from '../../database/uuid.js'
import { refuseMissing } from '../../domain/errors.js'
import type { Person } from '../../domain/people.js'
import { findTicketIfVisible } from '../tickets/find.js'
import { APPROVAL_COLUMNS, APPROVALS, type ApprovalRow, presentApproval } from './present.js'

const BY_ID = `SELECT ${APPROVAL_COLUMNS} ${APPROVALS} AND p.id = $2`

/** Throws `not_found`, also for an approval of a ticket that this person may not view. */
export async function readApproval(
  db: OrganizationDb,
  viewer: Person,
  id: string,
): Promise<ApprovalView> {
  const [row] = isUuid(id) ? await db.query<ApprovalRow>(BY_ID, [id]) : []
  if (row === undefined) return refuseMissing('approval')
  const ticket = await findTicketIfVisible(db, viewer, row.ticket_id)
  return ticket === undefined ? refuseMissing('approval') : presentApproval(row, viewer)
}
