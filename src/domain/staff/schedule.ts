import { DAYS, type Schedule } from '../schedule.js'
import type { SyncType } from './sync.js'

/** When the staff store is synced by itself. */
export interface SyncSchedule extends Schedule {
  type: SyncType
}

/** Of an organization that has set none. */
export const NO_SCHEDULE: SyncSchedule = {
  enabled: false,
  type: 'incremental',
  times: ['02:00'],
  days: DAYS,
  timezone: 'UTC',
}
