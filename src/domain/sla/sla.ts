import { assertNever } from '../assert.js'
import type { Status } from '../ticket/status.js'
import type { CalendarRef } from './calendar.js'
import type { Clock, VersionClock } from './clock.js'
import type { MatrixTimings } from './escalation.js'

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

/** Since when clocks stand, and in which status. */
export interface Halt {
  from: string
  status: Status
}

/** When a clock warns: so much of its time is over. */
export interface Warning {
  percent: number
  at: string
}

/** When the requester's word is to be answered; without a date where nobody promises it. */
export interface AnswerDates {
  dueAt: string | null
  warnings: Warning[]
}

/** The first of what the requester has said since staff last answered. */
export interface RequesterWord extends AnswerDates {
  at: string
  /** Null while nobody of staff has answered. */
  answeredAt: string | null
}

/** What a policy or template says of the clocks beside their dates. */
export interface ClockTerms {
  /** Of the policy; left out where a template gave the dates, whose id `policyId` is then. */
  policyVersion?: number
  /** By which the clocks count; left out around the clock. */
  calendar?: CalendarRef
  /** When they warn, in percents of their time. */
  percents?: number[]
  /** The same as instants, the earliest first. */
  warnings?: Record<VersionClock, Warning[]>
  /** In these statuses they stand; left out of what was dated before it was said: postponed ones alone. */
  pauseIn?: Status[]
  /** When clocks warn at three quarters, by a calendar, of what was dated before there were several warnings. */
  warnAt?: Record<VersionClock, string | null>
  /** In which time staff answers the requester: an ISO 8601 length; left out where nobody promises it. */
  nextResponseWithin?: string
}

export interface Sla extends ClockTerms {
  policyId: string | null
  firstResponseDueAt: string | null
  firstResponseAt: string | null
  resolutionDueAt: string | null
  /** A person named the resolution's date: another priority leaves it as it is. */
  isDueDateNamed: boolean
  paused: boolean
  breached: boolean
  halt?: Halt
  /** How long this version's clocks have stood since its first assignment: due dates are later by it. */
  postponedMs: number
  /** When that was; left out of what was postponed before it was written down. */
  pauses?: Pause[]
  /** What is done about them, level by level; left out where the policy has no matrix. */
  escalation?: Escalation
  /** Clocks that have warned. */
  warned: Clock[]
  /** How often, and when; left out of what had warned at three quarters before it was written down. */
  warnedAt?: (Warning & { clock: Clock })[]
  breaches: Clock[]
  /** What the requester has said and staff is to answer, or has answered; left out where nothing was said. */
  word?: RequesterWord
  /** A word of this version was overdue; later ones begin without. */
  hasLateAnswer?: true
  /** It was resolved in time, and that was said, before it went back to work. */
  wasMet?: true
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
  switch (clock) {
    case 'first_response':
      return sla.firstResponseDueAt
    case 'next_response':
      return sla.nextResponseWithin === undefined ? null : (sla.word?.dueAt ?? null)
    case 'resolution':
      return sla.resolutionDueAt
    default:
      return assertNever(clock)
  }
}

/** The same matrix goes on where it was; another one begins. */
export function beginEscalation(was: Escalation | undefined, matrix: MatrixTimings): Escalation {
  const isSame = was?.matrixId === matrix.matrixId && was.version === matrix.version
  return { ...matrix, instants: [], done: isSame ? was.done : [] }
}
