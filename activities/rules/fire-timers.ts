import { type Fired, fireTimers } from '../../src/write/rules/fire.js'
import type { ActivityDeps } from '../deps.js'
import { nonRetryableUnlessTransient } from '../failures.js'

/** Asks rules whose time has come. Harmless to repeat: what was asked is marked so in the same transaction. */
export function fireTimersActivity({ db, onQueued }: Pick<ActivityDeps, 'db' | 'onQueued'>) {
  return async (organizationId: string): Promise<Fired> => {
    const fired = await nonRetryableUnlessTransient(() => fireTimers(db, organizationId))
    if (fired.fired > 0) onQueued?.()
    return fired
  }
}
