import { ApplicationFailure } from '@temporalio/common'
import type { Facts } from '../../src/domain/ticket/commands.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { nonRetryableUnlessTransient } from '../failures.js'
import type { ActivityDeps } from '../index.js'

export interface LoadedTicket {
  state: TicketState
  /** What a timer decides on. */
  facts: Facts
}

/** Harmless to repeat: it reads, and marks as evolved what the state holds. */
export function loadTicketActivity({ db }: Pick<ActivityDeps, 'db'>) {
  return async (organizationId: string, ticketId: string): Promise<LoadedTicket> => {
    const [row] = await nonRetryableUnlessTransient(() =>
      db
        .of(organizationId)
        .query<{ loaded: LoadedTicket | { state: null } }>('SELECT load_ticket($1, $2) AS loaded', [
          ticketId,
        ]),
    )
    if (row === undefined || row.loaded.state === null) {
      throw ApplicationFailure.nonRetryable(`there is no ticket ${ticketId}`, 'not_found')
    }
    return row.loaded
  }
}
