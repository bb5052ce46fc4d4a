import { required } from '../assert.js'
import type { Deadline, DeadlineKind, TicketState } from '../ticket/state.js'
import type { DueDates } from './due-dates.js'

export const CLOCKS = ['first_response', 'resolution'] as const
export type Clock = (typeof CLOCKS)[number]

export interface Sla {
  policyId: string | null
  firstResponseDueAt: string | null
  firstResponseAt: string | null
  resolutionDueAt: string | null
  paused: boolean
  breached: boolean
  /** How long this life was parked: due dates are later by it. */
  parkedMs: number
  /** Told of at three quarters of its time. */
  warned: Clock[]
  breaches: Clock[]
}

export const NO_SLA: Sla = {
  policyId: null,
  firstResponseDueAt: null,
  firstResponseAt: null,
  resolutionDueAt: null,
  paused: false,
  breached: false,
  parkedMs: 0,
  warned: [],
  breaches: [],
}

export function dueOf(sla: Sla, clock: Clock): string | null {
  return clock === 'first_response' ? sla.firstResponseDueAt : sla.resolutionDueAt
}

/** New dates begin a clock anew: what was said of the old ones no longer counts. */
export function withDueDates(sla: Sla, dates: DueDates): Sla {
  const next = { ...sla, ...dates }
  const same = (clock: Clock) => dueOf(next, clock) === dueOf(sla, clock)
  const breaches = sla.breaches.filter(same)
  return { ...next, warned: sla.warned.filter(same), breaches, breached: breaches.length > 0 }
}

/** Parked time is nobody's: what is due becomes later by it. */
export function shifted(sla: Sla, byMs: number): Sla {
  const later = (at: string | null) =>
    at === null ? null : new Date(Date.parse(at) + byMs).toISOString()
  const firstResponse = sla.firstResponseAt === null ? later(sla.firstResponseDueAt) : null
  return {
    ...sla,
    firstResponseDueAt: firstResponse ?? sla.firstResponseDueAt,
    resolutionDueAt: later(sla.resolutionDueAt),
    parkedMs: sla.parkedMs + byMs,
    paused: false,
  }
}

/** Of a parking that goes on as well. */
export function parkedMsAt({ sla, postponed }: TicketState, at: string): number {
  return sla.parkedMs + (postponed === null ? 0 : Date.parse(at) - Date.parse(postponed.at))
}

/** The first visible word of somebody who works on it; a later one changes nothing. */
export function responded(sla: Sla, at: string): Sla {
  return { ...sla, firstResponseAt: sla.firstResponseAt ?? at }
}

const RUNNING = ['assigned', 'in_progress', 'awaiting_approval', 'reopened']

function isRunning(clock: Clock, { status, sla, deletedAt }: TicketState): boolean {
  if (deletedAt !== null || !RUNNING.includes(status)) return false
  return clock === 'resolution' || sla.firstResponseAt === null
}

/** What each running clock owes follows from the dates; one that is owed already keeps the event that armed it. */
export function slaDeadlines(state: TicketState): TicketState['deadlines'] {
  const deadlines = { ...state.deadlines }
  for (const clock of CLOCKS) {
    const dueAt = isRunning(clock, state) ? dueOf(state.sla, clock) : null
    const open = dueAt !== null && !state.sla.breaches.includes(clock)
    keep(deadlines, `${clock}_due`, open ? dueAt : null, state.seq)
    const warn = open && !state.sla.warned.includes(clock)
    keep(deadlines, `${clock}_warning`, warn ? warningAt(state, dueAt) : null, state.seq)
  }
  return deadlines
}

/** Three quarters of the time that work had, parked time left out. */
function warningAt({ assignedAt, sla }: TicketState, dueAt: string): string {
  const start = Date.parse(required(assignedAt, 'assignment of what is due')) + sla.parkedMs
  return new Date(start + Math.floor((Date.parse(dueAt) - start) * 0.75)).toISOString()
}

function keep(
  deadlines: TicketState['deadlines'],
  kind: DeadlineKind,
  at: string | null,
  seq: number,
): void {
  if (at === null) delete deadlines[kind]
  else if (deadlines[kind]?.at !== at) deadlines[kind] = { at, seq } satisfies Deadline
}
