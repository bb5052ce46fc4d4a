import type { OrganizationDb } from '../../database/pool.js'
import type { Person } from '../../domain/people.js'
import { isSeen, viewAs } from './rows.js'

/** Whether somebody sees a work order: those who plan see all, others what is theirs. */
export async function seesWorkOrder(
  { query }: Pick<OrganizationDb, 'query'>,
  person: Person,
  workOrderId: string,
): Promise<boolean> {
  const viewer = viewAs(person)
  const seen = viewer.kind === 'planner' ? '' : ` AND ${isSeen('$3', '$4')}`
  const values = viewer.kind === 'planner' ? [] : [viewer.userId, viewer.headOf]
  const rows = await query(
    `SELECT 1 FROM work_order w WHERE w.organization_id = $1 AND w.id = $2 AND w.deleted_at IS NULL${seen}`,
    [workOrderId, ...values],
  )
  return rows.length > 0
}
