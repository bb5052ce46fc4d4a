import type { OrganizationDb } from '../../database/pool.js'
import type { SingleAction, StepContext } from '../../domain/automation/actions.js'
import { type Assignable, chooseAssignee } from '../assignments/choose-assignee.js'
import { listHolders } from '../users/list-holders.js'

/** What an action leaves open: whom it gives the ticket to, and whom it tells. `given` as `chooseAssignee` has it. */
export async function readStepFacts(
  db: Pick<OrganizationDb, 'query'>,
  ticket: Assignable,
  action: SingleAction,
  given?: Map<string, number>,
): Promise<Pick<StepContext, 'chosen' | 'holders'>> {
  if (action.type === 'assign' && action.assigneeId === undefined) {
    return { chosen: await chooseAssignee(db, ticket, action, given) }
  }
  const isByRole = action.type === 'notify' && action.roles !== undefined
  return isByRole ? { holders: await listHolders(db, action.roles ?? []) } : {}
}

const CATEGORY = `SELECT department_id AS "departmentId", group_id AS "groupId" FROM category
  WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL`

/** Undefined where the action names none, or one that is gone. */
export async function readNamedCategory(
  { query }: Pick<OrganizationDb, 'query'>,
  action: SingleAction,
): Promise<{ departmentId: string; groupId: string | null } | undefined> {
  if (action.type !== 'set_category') return undefined
  const [category] = await query<{ departmentId: string; groupId: string | null }>(CATEGORY, [
    action.categoryId,
  ])
  return category
}
