import type { Action } from '../../domain/automation/actions.js'
import type { Change } from '../resources/change-facts.js'
import { requireUser } from '../resources/require.js'

/** What actions name must be there; throws `<thing>_not_found`. */
export async function requireNamed(change: Change, actions: readonly Action[]): Promise<void> {
  for (const action of actions) {
    if (action.type === 'assign') await requireUser(change, action.assigneeId)
  }
}
