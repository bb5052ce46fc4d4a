/**
 * How tickets find somebody: `manual` leaves them to people; `round_robin` goes by turns; `least_loaded`, `skills` and
 * `priority_queue` look at who has least to do, who is best at what they ask for, and nothing but the order of the queue.
 */
export const ASSIGNMENT_MODES = [
  'manual',
  'round_robin',
  'least_loaded',
  'skills',
  'priority_queue',
] as const
export type AssignmentMode = (typeof ASSIGNMENT_MODES)[number]
