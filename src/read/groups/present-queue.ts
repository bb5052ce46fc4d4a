import type { GroupQueue } from '../../contracts/groups.js'
import { isoOrNull } from '../../database/rows.js'
import type { Routed } from './queue.js'

const MOST_SHOWN = 1_000

/** As those see it who look after the queue. */
export function presentQueue(queue: readonly Routed[]): GroupQueue {
  return {
    items: queue
      .slice(0, MOST_SHOWN)
      .map(({ ticketId, number, priority, dueAt, since, choice }, index) => ({
        ...{ ticketId, number, priority, dueAt: isoOrNull(dueAt), since, position: index + 1 },
        why: choice?.kind === 'waits' ? choice.why : null,
      })),
  }
}
