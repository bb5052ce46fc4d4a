/** When recurring work begins by itself: at these times of these days, by the clock of the time zone. */
export interface Schedule {
  enabled: boolean
  /** Like `02:30`, or `02:30:15`. */
  times: readonly string[]
  days: readonly Day[]
  timezone: string
}

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Day = (typeof DAYS)[number]

/** What begins by a schedule. Those of Temporal that are older name none, and are of the first. */
export type ScheduledKind = 'staff_sync' | 'retention' | 'report'
