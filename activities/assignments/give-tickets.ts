import { type Given, giveTickets } from '../../src/write/assignments/give.js'
import type { ActivityDeps } from '../deps.js'
import { nonRetryableUnlessTransient } from '../failures.js'

export interface GroupRef {
  organizationId: string
  groupId: string
}

/** Chooses for what waits in a group's queue. Harmless to repeat: what is on its way to somebody is chosen for once. */
export function giveTicketsActivity({ db, onQueued }: Pick<ActivityDeps, 'db' | 'onQueued'>) {
  return async (group: GroupRef): Promise<Given> => {
    const given = await nonRetryableUnlessTransient(() => giveTickets(db, group))
    if (given.given > 0) onQueued?.()
    return given
  }
}
