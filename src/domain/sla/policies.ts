import type { Priority, Status } from '../ticket/status.js'
import { after } from '../time.js'
import { addTo, type BusinessTime, measureBetween } from './business-time.js'
import type { CalendarRef } from './calendar.js'
import type { MatrixTimings } from './escalation.js'
import type { ClockTerms, Warning } from './sla.js'

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

/** What of the clocks is promised, by a policy or by a template. */
export interface SlaPromise {
  id: string
  /** Of a policy. */
  version?: number
  firstResponse: string | null
  resolution: string | null
  /** Of a policy. */
  nextResponse?: string
  percents: readonly number[]
  pauseIn: readonly Status[]
  calendar: CalendarRef | null
  /** What is done about its clocks; a template has nothing done. */
  matrix?: MatrixTimings | null | undefined
}

export interface DueDates extends ClockTerms {
  policyId: string | null
  firstResponseDueAt: string | null
  resolutionDueAt: string | null
  /** The resolution's date is a person's, not the policy's. */
  isDueDateNamed?: boolean
  /** A person named the template: no policy was asked. Left out of what was dated before it was written down. */
  isTemplateNamed?: boolean
  matrix?: MatrixTimings
  /** Since when the requester waits for an answer, where that was said before an answer was promised. */
  waitingSince?: string
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

/** A template's clocks warn once, at three quarters of their time. */
export const TEMPLATE_WARN_AT = [75] as const

export function promiseTemplate(template: SlaPolicy): SlaPromise {
  const { id, firstResponse, resolution, calendar, matrix } = template
  const promised = { id, firstResponse, resolution, calendar, matrix }
  return { ...promised, percents: TEMPLATE_WARN_AT, pauseIn: PAUSES }
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
export function computeDueDates(promise: SlaPromise | undefined, start: ClockStart): DueDates {
  if (promise === undefined) {
    const none = { policyId: null, firstResponseDueAt: null, resolutionDueAt: null }
    return { ...none, percents: [...TEMPLATE_WARN_AT], pauseIn: [...PAUSES] }
  }
  const { id, version, firstResponse, resolution, calendar, percents, pauseIn, matrix } = promise
  const { nextResponse: nextResponseWithin } = promise
  const dates = {
    policyId: id,
    ...(version === undefined ? {} : { policyVersion: version }),
    firstResponseDueAt: firstResponse === null ? null : findDue(firstResponse, start),
    resolutionDueAt: resolution === null ? null : findDue(resolution, start),
    ...(nextResponseWithin === undefined ? {} : { nextResponseWithin }),
    percents: [...percents],
    pauseIn: [...pauseIn],
    ...(calendar === null ? {} : { calendar }),
    ...(matrix == null ? {} : { matrix }),
  }
  return addWarnings(dates, start)
}

/** Months were allowed once: they are as long as they are from then on. */
export function findDue(target: string, { from, time }: ClockStart): string {
  return addTo(time, from, Date.parse(after(from, target)) - Date.parse(from))
}

function addWarnings(dates: DueDates, start: ClockStart): DueDates {
  const { percents = TEMPLATE_WARN_AT, firstResponseDueAt, resolutionDueAt } = dates
  const warnings = {
    first_response: listWarnings(firstResponseDueAt, percents, start),
    resolution: listWarnings(resolutionDueAt, percents, start),
  }
  return { ...dates, warnings }
}

/** When so much of the time until it is due has passed. */
export function listWarnings(
  due: string | null,
  percents: readonly number[],
  { from, time }: ClockStart,
): Warning[] {
  if (due === null) return []
  const lengthMs = measureBetween(time, from, due)
  return percents.map((percent) => ({
    percent,
    at: addTo(time, from, Math.floor((lengthMs * percent) / 100)),
  }))
}
