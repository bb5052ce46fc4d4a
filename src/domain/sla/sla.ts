import type { CalendarRef } from './calendar.js'
import type { MatrixTimings } from './escalation.js'

export const CLOCKS = ['first_response', 'resolution'] as const
export type Clock = (typeof CLOCKS)[number]
export type ClockInstants = Record<Clock, string | null>

/** From when to when clocks stood. */
export interface Pause {
  from: string
  to: string
}

/** A level of an escalation, counted from one, and when it is due because of a clock. */
export interface LevelInstant {
  level: number
  clock: Clock
  at: string
}

export interface Escalation extends MatrixTimings {
  /** They follow from the dates, and go with them. */
  instants: LevelInstant[]
  /** Those that were carried out. */
  done: number[]
}

export interface Sla {
  policyId: string | null
  firstResponseDueAt: string | null
  firstResponseAt: string | null
  resolutionDueAt: string | null
  /** A person named the resolution's date: another priority leaves it as it is. */
  isDueDateNamed: boolean
  paused: boolean
  breached: boolean
  /** How long this version was postponed since its first assignment: due dates are later by it. */
  postponedMs: number
  /** When that was; left out of what was postponed before it was written down. */
  pauses?: Pause[]
  /** By which the clocks count; left out around the clock. */
  calendar?: CalendarRef
  /** When clocks warn: by a calendar it does not follow from the dates alone. */
  warnAt?: ClockInstants
  /** What is done about them, level by level; left out where the policy has no matrix. */
  escalation?: Escalation
  /** Clocks that have warned at three quarters of their time. */
  warned: Clock[]
  breaches: Clock[]
}

export const NO_SLA: Sla = {
  policyId: null,
  firstResponseDueAt: null,
  firstResponseAt: null,
  resolutionDueAt: null,
  isDueDateNamed: false,
  paused: false,
  breached: false,
  postponedMs: 0,
  warned: [],
  breaches: [],
}

export function dueAt(sla: Sla, clock: Clock): string | null {
  return clock === 'first_response' ? sla.firstResponseDueAt : sla.resolutionDueAt
}

/** The same matrix goes on where it was; another one begins. */
export function beginEscalation(was: Escalation | undefined, matrix: MatrixTimings): Escalation {
  const isSame = was?.matrixId === matrix.matrixId && was.version === matrix.version
  return { ...matrix, instants: [], done: isSame ? was.done : [] }
}
