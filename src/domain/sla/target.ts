import { DAY_MS, lengthMs } from '../time.js'

const SHORTEST_MS = 1000
const LONGEST_MS = 365 * DAY_MS

/** True for an ISO 8601 length that may be promised: a second to a year’s worth. */
export function isTarget(iso: string): boolean {
  const ms = lengthMs(iso)
  return ms !== undefined && ms >= SHORTEST_MS && ms <= LONGEST_MS
}
