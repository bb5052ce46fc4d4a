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
