import type { Priority, Status } from '../ticket/status.js'
import { after } from '../time.js'
import { addTo, type BusinessTime, measureBetween } from './business-time.js'
import type { CalendarRef } from './calendar.js'
import type { MatrixTimings } from './escalation.js'
import type { ClockInstants } from './sla.js'

/** In these a policy's clocks may stand; they do where it does not say otherwise. */
export const PAUSES = [
  'postponed',
  'needs_clarification',
  'awaiting_approval',
  'completed',
] as const satisfies readonly Status[]

/** When clocks warn where it is not said, in percents of their time. */
export const WARN_AT = [50, 75, 90] as const

/** A template is a policy without conditions: it holds for its priority. Durations are ISO 8601. */
export interface SlaPolicy {
  id: string
  priority: Priority
  resolution: string
  firstResponse: string | null
  isDefault: boolean
  /** Its own, else the organization's; null: around the clock. */
  calendar: CalendarRef | null
  /** What is done about its clocks; a template has none. */
  matrix?: MatrixTimings | null
}

export interface DueDates {
  policyId: string | null
  firstResponseDueAt: string | null
  resolutionDueAt: string | null
  /** The resolution's date is a person's, not the policy's. */
  isDueDateNamed?: boolean
  /** By which they are counted; left out around the clock. */
  calendar?: CalendarRef
  /** When clocks warn, by a calendar. */
  warnAt?: ClockInstants
  matrix?: MatrixTimings
}

/** From when on a clock counts, and by what. */
export interface ClockStart {
  from: string
  time: BusinessTime
}

/** The organization's own policy for a priority; without one there is no due date. */
export function findDefaultPolicy(
  policies: readonly SlaPolicy[],
  priority: Priority,
): SlaPolicy | undefined {
  return policies.find((policy) => policy.isDefault && policy.priority === priority)
}

/** A person's own date in place of a policy's. */
export function nameDueDate(
  dates: DueDates,
  resolutionDueAt: string | null,
  start: ClockStart,
): DueDates {
  return addWarnings({ ...dates, resolutionDueAt, isDueDateNamed: true }, start)
}

/** Clocks run from the first assignment of a version. */
export function computeDueDates(policy: SlaPolicy | undefined, start: ClockStart): DueDates {
  if (policy === undefined) {
    return { policyId: null, firstResponseDueAt: null, resolutionDueAt: null }
  }
  const { id, firstResponse, resolution, calendar, matrix } = policy
  const dates = {
    policyId: id,
    firstResponseDueAt: firstResponse === null ? null : findDue(firstResponse, start),
    resolutionDueAt: findDue(resolution, start),
    ...(matrix == null ? {} : { matrix }),
  }
  return addWarnings(calendar === null ? dates : { ...dates, calendar }, start)
}

/** Months were allowed once: they are as long as they are from then on. */
function findDue(target: string, { from, time }: ClockStart): string {
  return addTo(time, from, Date.parse(after(from, target)) - Date.parse(from))
}

function addWarnings(dates: DueDates, start: ClockStart): DueDates {
  if (dates.calendar === undefined) return dates
  const warnAt = {
    first_response: findWarning(dates.firstResponseDueAt, start),
    resolution: findWarning(dates.resolutionDueAt, start),
  }
  return { ...dates, warnAt }
}

/** Three quarters of the time until it is due have passed. */
export function findWarning<T extends string | null>(due: T, { from, time }: ClockStart): T {
  if (due === null) return due
  return addTo(time, from, Math.floor(measureBetween(time, from, due) * 0.75)) as T // a date where there is one
}
