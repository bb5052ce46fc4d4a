export const STATUSES = [
  'draft',
  'submitted',
  'needs_clarification',
  'rejected',
  'open',
  'assigned',
  'in_progress',
  'awaiting_approval',
  'postponed',
  'completed',
  'resolved',
  'ready_for_closure',
  'closed',
  'reopened',
  'withdrawn',
] as const
export type Status = (typeof STATUSES)[number]

export const TERMINAL = ['rejected', 'closed', 'withdrawn'] as const satisfies readonly Status[]

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export type Priority = (typeof PRIORITIES)[number]

export function isTerminal(status: Status): boolean {
  return TERMINAL.some((terminal) => terminal === status)
}

/** Handed in and not ended. */
export const LIVE: readonly Status[] = STATUSES.filter(
  (status) => status !== 'draft' && !isTerminal(status),
)

/** Handed in, not ended, and its work not done. */
export const OPEN: readonly Status[] = LIVE.filter(
  (status) => status !== 'completed' && status !== 'resolved',
)

/** In these the clock of a ticket runs on; in the other open ones somebody else is waited for. */
export const CAN_BE_OVERDUE: readonly Status[] = OPEN.filter(
  (status) => !['needs_clarification', 'awaiting_approval', 'postponed'].includes(status),
)
