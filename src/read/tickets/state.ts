import type { Database } from '../../database/pool.js'
import type { TicketState } from '../../domain/ticket/state.js'

/** The row's state, for those who act on it without a viewer; undefined where there is no such ticket. */
export async function readTicketState(
  db: Database,
  { organizationId, ticketId }: { organizationId: string; ticketId: string },
): Promise<TicketState | undefined> {
  const [row] = await db
    .of(organizationId)
    .query<{ state: TicketState }>(
      'SELECT state FROM ticket WHERE organization_id = $1 AND id = $2',
      [ticketId],
    )
  return row?.state
}
