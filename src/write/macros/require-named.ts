import type { Action } from '../../domain/automation/actions.js'
import type { Change } from '../resources/change-facts.js'
import {
  requireCategory,
  requireDepartment,
  requireGroup,
  requireMacro,
  requireUser,
  requireWebhook,
} from '../resources/require.js'

/** What actions name must be there; throws `<thing>_not_found`. */
export async function requireNamed(change: Change, actions: readonly Action[]): Promise<void> {
  for (const action of actions) await requireAll(change, action)
}

async function requireAll(change: Change, action: Action): Promise<void> {
  switch (action.type) {
    case 'assign':
      await requireUser(change, action.assigneeId)
      return requireGroup(change, action.groupId)
    case 'set_department':
      return requireDepartment(change, action.departmentId)
    case 'set_category':
      return requireCategory(change, action.categoryId)
    case 'notify':
      for (const id of action.users ?? []) await requireUser(change, id)
      return undefined
    case 'webhook':
      return requireWebhook(change, action.webhookId)
    case 'macro':
      return requireMacro(change, action.macroId)
    default:
      return undefined // it names nothing
  }
}
