import type { ApprovalView } from '../../contracts/approvals.js'
import type { OrganizationDb } from '../../database/pool.js'
import { isUuid } from '../../database/uuid.js'
import { Values } from '../../database/values.js'
import { refuseMissing } from '../../domain/errors.js'
import type { Person } from '../../domain/people.js'
import { findTicketIfVisible } from '../tickets/find.js'
import { APPROVALS, type ApprovalRow, presentApproval, selectApprovals } from './present.js'

/** Throws `not_found`, also for an approval of a ticket that this person may not view. */
export async function readApproval(
  db: OrganizationDb,
  viewer: Person,
  id: string,
): Promise<ApprovalView> {
  const [row] = isUuid(id) ? await selectById(db, viewer, id) : []
  if (row === undefined) return refuseMissing('approval')
  const ticket = await findTicketIfVisible(db, viewer, row.ticket_id)
  return ticket === undefined ? refuseMissing('approval') : presentApproval(row, viewer)
}

function selectById(db: OrganizationDb, viewer: Person, id: string): Promise<ApprovalRow[]> {
  const values = new Values([id])
  const text = `SELECT ${selectApprovals(viewer, values)} ${APPROVALS} AND p.id = $2`
  return db.query<ApprovalRow>(text, values.list)
}
