import type { Database } from '../src/database/pool.js'
import { deliveryActivities } from './delivery/index.js'
import type { Mailer } from './ports.js'
import { commitActivity } from './tickets/commit.js'
import { loadTicketActivity } from './tickets/load-ticket.js'
import { operatorActivities } from './tickets/operator.js'

export interface ActivityDeps {
  db: Database
  mailer: Mailer
  /** Tells the sequencer that something was committed. */
  notifyCommitted: () => void
  newId: () => string
}

/** Every activity, closing over its dependencies; workflows import only the type. */
export function createActivities(deps: ActivityDeps) {
  return {
    commit: commitActivity(deps),
    loadTicket: loadTicketActivity(deps),
    ...operatorActivities(deps),
    ...deliveryActivities(deps),
  }
}

export type Activities = ReturnType<typeof createActivities>
