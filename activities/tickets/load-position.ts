import { ApplicationFailure } from '@temporalio/common'
import type { Family } from '../../src/domain/ticket/deadlines.js'
import { type Position, readPosition } from '../../src/domain/ticket/position.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import type { ActivityDeps } from '../deps.js'
import { nonRetryableUnlessTransient } from '../failures.js'

export interface PositionRequest {
  organizationId: string
  ticketId: string
  family: Family
  n?: number
}

/** What a run catches up with: the row as it is now. It only reads, so repeating it is harmless. */
export function loadPositionActivity({ db }: Pick<ActivityDeps, 'db'>) {
  return async ({ organizationId, ticketId, family, n }: PositionRequest): Promise<Position> => {
    const [row] = await nonRetryableUnlessTransient(() =>
      db
        .of(organizationId)
        .query<{ state: TicketState }>(
          'SELECT state FROM ticket WHERE organization_id = $1 AND id = $2',
          [ticketId],
        ),
    )
    if (row === undefined) {
      throw ApplicationFailure.nonRetryable(`there is no ticket ${ticketId}`, 'not_found')
    }
    return readPosition(row.state, family, n)
  }
}
