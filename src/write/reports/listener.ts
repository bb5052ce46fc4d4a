import type { Listener } from '../listeners/listener.js'
import { countTickets } from './count.js'

export const REPORTS_LISTENER = 'reports'

/** Keeps the sums of reports: whatever has happened to a ticket, it is counted anew. */
export function createReportListener(): Listener {
  return {
    name: REPORTS_LISTENER,
    handle: async (transaction, events) => {
      const ids = events.flatMap(({ entity, entityId }) => (entity === 'ticket' ? [entityId] : []))
      if (ids.length > 0) await countTickets(transaction, ids)
    },
  }
}
