import { required } from '../assert.js'
import type { TicketState } from '../ticket/state.js'
import type { Status } from '../ticket/status.js'
import { AROUND_THE_CLOCK, addTo, type BusinessTime, measureBetween } from './business-time.js'
import { type DueDates, findWarning } from './policies.js'
import {
  beginEscalation,
  type Clock,
  type ClockInstants,
  dueAt,
  type Pause,
  type Sla,
} from './sla.js'

/** A clock with a new date begins anew: what was said of the old one no longer counts. */
export function applyDueDates(sla: Sla, dates: DueDates): Sla {
  const { calendar: _calendar, warnAt: _warnAt, escalation: was, ...kept } = sla
  const { matrix, ...given } = dates
  const escalation = matrix === undefined ? {} : { escalation: beginEscalation(was, matrix) }
  const isDueDateNamed = dates.isDueDateNamed === true
  const next = { ...kept, ...given, ...escalation, isDueDateNamed }
  const isSame = (clock: Clock) => dueAt(next, clock) === dueAt(sla, clock)
  const breaches = sla.breaches.filter(isSame)
  return { ...next, warned: sla.warned.filter(isSame), breaches, breached: breaches.length > 0 }
}

/** What a pause makes of the dates: whatever ends it carries them, where a calendar says how long it was. */
export type ResumedDates = Pick<Sla, 'firstResponseDueAt' | 'resolutionDueAt'> & {
  warnAt?: ClockInstants
}

/** Postponed time is nobody's working time: what is due becomes later by it. */
export function shiftDates(sla: Sla, pause: Pause, time: BusinessTime): ResumedDates {
  const byMs = measureBetween(time, pause.from, pause.to)
  const later = (at: string | null) => (at === null ? null : addTo(time, at, byMs))
  const isOpen = sla.firstResponseAt === null
  const { firstResponseDueAt, resolutionDueAt, warnAt } = sla
  return {
    firstResponseDueAt: isOpen ? later(firstResponseDueAt) : firstResponseDueAt,
    resolutionDueAt: later(resolutionDueAt),
    ...(warnAt === undefined
      ? {}
      : {
          warnAt: {
            first_response: later(warnAt.first_response),
            resolution: later(warnAt.resolution),
          },
        }),
  }
}

/** Clocks go on after a pause. */
export function resumeClocks(sla: Sla, pause: Pause, resumed: ResumedDates | undefined): Sla {
  return {
    ...notePause(sla, pause),
    ...(resumed ?? shiftDates(sla, pause, AROUND_THE_CLOCK)),
  }
}

/** Remembers that clocks have stood. */
export function notePause(sla: Sla, pause: Pause): Sla {
  const postponedMs = sla.postponedMs + measureBetween(AROUND_THE_CLOCK, pause.from, pause.to)
  return { ...sla, postponedMs, pauses: [...(sla.pauses ?? []), pause] }
}

/** The first assignment of this version, later by the postponements that have ended since. */
export function startOfWork(
  { assignedAt, sla }: TicketState,
  at: string,
  time: BusinessTime,
): string {
  if (assignedAt === null) return at
  const { pauses = [], postponedMs } = sla
  const sum = (by: BusinessTime) =>
    pauses.reduce((ms, { from, to }) => ms + measureBetween(by, from, to), 0)
  const before = addTo(AROUND_THE_CLOCK, assignedAt, postponedMs - sum(AROUND_THE_CLOCK))
  return addTo(time, before, sum(time))
}

/** Only the first visible word of somebody of staff counts; a later one changes nothing. */
export function recordResponse(sla: Sla, at: string): Sla {
  return { ...sla, firstResponseAt: sla.firstResponseAt ?? at }
}

const RUNNING = [
  'assigned',
  'in_progress',
  'awaiting_approval',
  'reopened',
] as const satisfies readonly Status[]

/** Neither met nor standing still; one that is overdue runs on. */
export function isRunning(clock: Clock, { status, sla, deletedAt }: TicketState): boolean {
  if (deletedAt !== null || !RUNNING.some((running) => running === status)) return false
  return clock === 'resolution' || sla.firstResponseAt === null
}

/** When a clock takes its next step: it warns first, then breaches. Null when it has none. */
export function nextClockStep(clock: Clock, state: TicketState): string | null {
  const due = isRunning(clock, state) ? dueAt(state.sla, clock) : null
  if (due === null || state.sla.breaches.includes(clock)) return null
  return state.sla.warned.includes(clock) ? due : warningAt(clock, state, due)
}

/** Around the clock it follows from the dates; postponed time is left out. */
export function warningAt(clock: Clock, state: TicketState, due: string): string {
  const { assignedAt, sla } = state
  const start = required(assignedAt, 'assignment of what is due')
  const from = addTo(AROUND_THE_CLOCK, start, sla.postponedMs)
  return sla.warnAt?.[clock] ?? findWarning(due, { from, time: AROUND_THE_CLOCK })
}
