import { IDLE_STATUSES } from '../../database/rows.js'
import { refuse } from '../../domain/errors.js'
import { queueCommands } from '../inbox/queue.js'
import type { Change } from '../resources/change-facts.js'
import { requireDepartment } from '../resources/require.js'

const MOVE = ['app_user', 'category', 'user_group'].map(
  (table) => `UPDATE ${table} SET department_id = $3, updated_at = now()
    WHERE organization_id = $1 AND department_id = $2 AND deleted_at IS NULL`,
)

const ACTIVE = `SELECT id FROM ticket WHERE organization_id = $1 AND department_id = $2
  AND status NOT IN (${IDLE_STATUSES}) AND deleted_at IS NULL`

/**
 * All that is of one department goes to another: members, categories and groups at once, each open ticket by a command of
 * its own, so that its run and whoever looks at it hear of it.
 */
export async function mergeDepartment(
  change: Change,
  from: string,
  departmentId: string,
): Promise<void> {
  if (departmentId === from) {
    refuse('validation_failed', 'A department can’t be merged into itself: name another.', {
      reassignTo: ['is the department that is deleted'],
    })
  }
  await requireDepartment(change, departmentId)
  for (const text of MOVE) await change.query(text, [from, departmentId])
  const active = await change.query<{ id: string }>(ACTIVE, [from])
  await queueCommands(change, {
    workId: `merge/${change.workId}`,
    name: 'set_department',
    actor: { kind: 'system' },
    tickets: active.map(({ id }) => ({ id, payload: { from, departmentId } })),
  })
}
