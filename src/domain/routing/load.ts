import type { Status } from '../ticket/status.js'

/** Tickets in these are somebody's to work on: they count against what that one can take. */
export const LOAD_STATUSES: readonly Status[] = [
  'assigned',
  'in_progress',
  'awaiting_approval',
  'reopened',
]

/** How much somebody has to do, and what bounds it; null bounds nothing. */
export interface Load {
  open: number
  /** Their own limit, over all that they have. */
  maxConcurrentTickets: number | null
  /** That of the ticket's category, over all that they have, too. */
  maxPerAgent: number | null
}

/** How many tickets somebody may have before they get another; null where nothing bounds it. */
export function findLimit({
  maxConcurrentTickets,
  maxPerAgent,
}: Omit<Load, 'open'>): number | null {
  if (maxConcurrentTickets === null) return maxPerAgent
  return maxPerAgent === null ? maxConcurrentTickets : Math.min(maxConcurrentTickets, maxPerAgent)
}

export function isFull(load: Load): boolean {
  const limit = findLimit(load)
  return limit !== null && load.open >= limit
}
