import type { Change } from '../resources/change-facts.js'

const LEAVE = `UPDATE department SET head_id = NULL, updated_at = now()
  WHERE organization_id = $1 AND head_id = $2 AND ($3::uuid IS NULL OR id = $3) RETURNING id`

/**
 * Whoever can't head a department any more, or goes to another one, heads it no longer: what comes next waits for
 * somebody who is named, and is given to nobody who is gone.
 */
export async function leaveDepartments(
  { query, audit }: Change,
  headId: string,
  left: string | 'all' | null,
): Promise<void> {
  if (left === null) return
  for (const { id } of await query<{ id: string }>(LEAVE, [headId, left === 'all' ? null : left])) {
    await audit({
      action: 'department.update',
      entity: 'department',
      entityId: id,
      before: { headId },
      after: { headId: null },
    })
  }
}
