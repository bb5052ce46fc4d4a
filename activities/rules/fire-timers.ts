import { log } from '@temporalio/activity'
import { type Fired, fireTimers } from '../../src/write/rules/fire.js'
import type { ActivityDeps } from '../deps.js'
import { nonRetryableUnlessTransient } from '../failures.js'

/** Its rule and ticket come again in a while. */
function onError(error: unknown): void {
  log.error('a rule can not be asked at its time', { error: String(error) })
}

/** Asks rules whose time has come. Harmless to repeat: what was asked is marked so in the same transaction. */
export function fireTimersActivity({ db, onQueued }: Pick<ActivityDeps, 'db' | 'onQueued'>) {
  return async (organizationId: string): Promise<Fired> => {
    const fired = await nonRetryableUnlessTransient(() => fireTimers(db, organizationId, onError))
    if (fired.fired > 0) onQueued?.()
    return fired
  }
}
