import { required } from '../assert.js'
import type { TicketState } from '../ticket/state.js'
import type { Status } from '../ticket/status.js'
import type { DueDates } from './policies.js'
import { type Clock, dueAt, type Sla } from './sla.js'

/** A clock with a new date begins anew: what was said of the old one no longer counts. */
export function applyDueDates(sla: Sla, dates: DueDates): Sla {
  const next = { ...sla, ...dates, isDueDateNamed: dates.isDueDateNamed === true }
  const isSame = (clock: Clock) => dueAt(next, clock) === dueAt(sla, clock)
  const breaches = sla.breaches.filter(isSame)
  return { ...next, warned: sla.warned.filter(isSame), breaches, breached: breaches.length > 0 }
}

/** Postponed time is nobody's working time: what is due becomes later by it. */
export function shiftDueDates(sla: Sla, byMs: number): Sla {
  const later = (at: string | null) =>
    at === null ? null : new Date(Date.parse(at) + byMs).toISOString()
  const isOpen = sla.firstResponseAt === null
  return {
    ...sla,
    firstResponseDueAt: isOpen ? later(sla.firstResponseDueAt) : sla.firstResponseDueAt,
    resolutionDueAt: later(sla.resolutionDueAt),
    postponedMs: sla.postponedMs + byMs,
  }
}

/** Includes the current postponement, if there is one. */
export function totalPostponedMs({ sla, postponed }: TicketState, at: string): number {
  return sla.postponedMs + (postponed === null ? 0 : Date.parse(at) - Date.parse(postponed.at))
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

function isRunning(clock: Clock, { status, sla, deletedAt }: TicketState): boolean {
  if (deletedAt !== null || !RUNNING.some((running) => running === status)) return false
  return clock === 'resolution' || sla.firstResponseAt === null
}

/** When a clock takes its next step: it warns first, then breaches. Null when it has none. */
export function nextClockStep(clock: Clock, state: TicketState): string | null {
  const due = isRunning(clock, state) ? dueAt(state.sla, clock) : null
  if (due === null || state.sla.breaches.includes(clock)) return null
  return state.sla.warned.includes(clock) ? due : warningAt(state, due)
}

/** Three quarters of the working time have passed; postponed time is left out. */
function warningAt({ assignedAt, sla }: TicketState, due: string): string {
  const start = Date.parse(required(assignedAt, 'assignment of what is due')) + sla.postponedMs
  return new Date(start + Math.floor((Date.parse(due) - start) * 0.75)).toISOString()
}
