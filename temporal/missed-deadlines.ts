const MISSES_TO_SPARE = 2
const SPARED_FOR_MS = 2_000

/**
 * Counts the deadlines that a ticket's commands have missed one after the other. After a few its callers are spared the
 * wait for a while; those of other tickets are not concerned.
 */
export function createMissedDeadlines(now: () => number) {
  const missed = new Map<string, { times: number; lastMs: number }>()
  return {
    /** Whether its commands are better left to the relay for now. */
    isSpared: (ticketId: string): boolean => {
      const misses = missed.get(ticketId)
      if (misses === undefined || misses.times < MISSES_TO_SPARE) return false
      return now() - misses.lastMs < SPARED_FOR_MS
    },
    note: (ticketId: string, wasMissed: boolean): void => {
      const times = wasMissed ? (missed.get(ticketId)?.times ?? 0) + 1 : 0
      missed.delete(ticketId)
      if (times === 0) return
      missed.set(ticketId, { times, lastMs: now() })
      forgetOldest(missed)
    },
  }
}

const MOST_TICKETS = 10_000

/** A map keeps the order in which its keys were set. */
function forgetOldest(missed: Map<string, unknown>): void {
  const [oldest] = missed.keys()
  if (missed.size > MOST_TICKETS && oldest !== undefined) missed.delete(oldest)
}
