import { DAYS, type Schedule } from '../schedule.js'

/** In the night of the organization, when nobody waits for anything. */
export function createNightlySchedule(timezone: string): Schedule {
  return { enabled: true, times: ['02:30'], days: DAYS, timezone }
}
