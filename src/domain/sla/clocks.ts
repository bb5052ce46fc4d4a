import { assertNever, required } from '../assert.js'
import type { TicketState } from '../ticket/state.js'
import type { Status } from '../ticket/status.js'
import { AROUND_THE_CLOCK, addTo, type BusinessTime, measureBetween } from './business-time.js'
import type { Clock } from './clock.js'
import { readHalt } from './halts.js'
import { beginAnswer, findUnanswered } from './next-response.js'
import { type DueDates, listWarnings, TEMPLATE_WARN_AT } from './policies.js'
import {
  beginEscalation,
  type ClockTerms,
  dueAt,
  type Pause,
  type Sla,
  type Warning,
} from './sla.js'

/** What a clock has said counts for its version, whatever its date becomes: it warns once at each percent, and breaches once. */
export function applyDueDates(sla: Sla, dates: DueDates): Sla {
  const { matrix, waitingSince, isTemplateNamed: _isNamed, ...given } = dates
  const isNew = waitingSince !== undefined && findUnanswered(sla) === undefined
  const { escalation: was, ...kept } = withoutTerms(isNew ? beginAnswer(sla, waitingSince) : sla)
  const escalation = matrix === undefined ? {} : { escalation: beginEscalation(was, matrix) }
  return { ...kept, ...given, ...escalation, isDueDateNamed: dates.isDueDateNamed === true }
}

function withoutTerms({
  policyVersion: _version,
  calendar: _calendar,
  percents: _percents,
  warnings: _warnings,
  pauseIn: _pauseIn,
  warnAt: _warnAt,
  nextResponseWithin: _nextResponseWithin,
  ...kept
}: Sla) {
  return kept
}

/** What its policy says of the clocks beside their dates. */
export function readTerms(sla: Sla): ClockTerms {
  const kept: object = withoutTerms(sla)
  const terms = Object.entries(sla).filter(([name]) => !Object.hasOwn(kept, name))
  return Object.fromEntries(terms)
}

/** What a pause makes of the dates: whatever ends it carries them, where a calendar says how long it was. */
export type ResumedDates = Pick<
  Sla,
  'firstResponseDueAt' | 'resolutionDueAt' | 'warnAt' | 'warnings'
>

/** Time in which clocks stood is nobody's working time: what is due becomes later by it. */
export function shiftDates(sla: Sla, pause: Pause, time: BusinessTime): ResumedDates {
  const byMs = measureBetween(time, pause.from, pause.to)
  const later = <T extends string | null>(at: T) =>
    (at === null ? null : addTo(time, at, byMs)) as T // a date where there is one
  const isOpen = sla.firstResponseAt === null
  const { firstResponseDueAt, resolutionDueAt, warnAt, warnings } = sla
  const laterAll = (all: readonly Warning[]) => all.map((one) => ({ ...one, at: later(one.at) }))
  const shifted = warnings && {
    first_response: isOpen ? laterAll(warnings.first_response) : warnings.first_response,
    resolution: laterAll(warnings.resolution),
  }
  const warned = warnAt && {
    first_response: later(warnAt.first_response),
    resolution: later(warnAt.resolution),
  }
  return {
    firstResponseDueAt: isOpen ? later(firstResponseDueAt) : firstResponseDueAt,
    resolutionDueAt: later(resolutionDueAt),
    ...(warned && { warnAt: warned }),
    ...(shifted && { warnings: shifted }),
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

/** The first assignment of this version, later by the pauses that have ended since. */
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

/** The first visible word of somebody of staff, and the first after one of the requester's; any other changes nothing. */
export function recordResponse(sla: Sla, at: string): Sla {
  const word = findUnanswered(sla)
  const answered = word === undefined ? {} : { word: { ...word, answeredAt: at } }
  return { ...sla, ...answered, firstResponseAt: sla.firstResponseAt ?? at }
}

/** Of tickets that were dated before it was said in which statuses their clocks stand. */
const RAN = [
  'assigned',
  'in_progress',
  'awaiting_approval',
  'reopened',
] as const satisfies readonly Status[]
/** In these clocks run, unless they stand. */
const RUNNING: readonly Status[] = [...RAN, 'postponed', 'completed', 'ready_for_closure']

/** Neither met nor standing still; one that is overdue runs on. */
export function isRunning(clock: Clock, state: TicketState): boolean {
  const { status, sla, deletedAt } = state
  const running = sla.pauseIn === undefined ? RAN : RUNNING
  if (deletedAt !== null || !running.some((one) => one === status)) return false
  if (readHalt(state) !== undefined) return false
  switch (clock) {
    case 'first_response':
      return sla.firstResponseAt === null
    case 'next_response':
      return findUnanswered(sla) !== undefined
    case 'resolution':
      return true
    default:
      return assertNever(clock)
  }
}

export type ClockStep =
  | { kind: 'warn'; at: string; percent: number }
  | { kind: 'breach'; at: string }

/** What a clock does next, and when: it warns first, then breaches. Null when it has nothing left to do. */
export function findClockStep(clock: Clock, state: TicketState): ClockStep | null {
  const due = isRunning(clock, state) ? dueAt(state.sla, clock) : null
  if (due === null || state.sla.breaches.includes(clock)) return null
  const given = listGivenPercents(state.sla, clock)
  const next = listOwnWarnings(clock, state, due).find(({ percent }) => !given.includes(percent))
  return next === undefined ? { kind: 'breach', at: due } : { kind: 'warn', ...next }
}

export function nextClockStep(clock: Clock, state: TicketState): string | null {
  return findClockStep(clock, state)?.at ?? null
}

export function noteWarning(sla: Sla, { clock, percent, at }: Warning & { clock: Clock }): Sla {
  const isFirst = !sla.warned.includes(clock)
  const { warnedAt = [] } = sla
  const given = warnedAt.some((one) => one.clock === clock) ? [] : listGivenPercents(sla, clock)
  const earlier = given.map((known) => ({ clock, percent: known, at }))
  return {
    ...sla,
    warned: isFirst ? [...sla.warned, clock] : sla.warned,
    warnedAt: [...warnedAt, ...earlier, { clock, percent, at }],
  }
}

/** At which it warns next; undefined where it has warned at all of them. */
export function nextPercent(sla: Sla, clock: Clock): number | undefined {
  const given = listGivenPercents(sla, clock)
  return (sla.percents ?? TEMPLATE_WARN_AT).find((percent) => !given.includes(percent))
}

/** At which percents of its time it has warned. */
export function listGivenPercents({ warned, warnedAt = [] }: Sla, clock: Clock): number[] {
  const given = warnedAt.filter((one) => one.clock === clock).map(({ percent }) => percent)
  return given.length === 0 && warned.includes(clock) ? [...TEMPLATE_WARN_AT] : given
}

/** When a clock warns first; null where it never does. */
export function warningAt(clock: Clock, state: TicketState, due: string): string | null {
  return listOwnWarnings(clock, state, due)[0]?.at ?? null
}

/** Of what was dated before there were several warnings it follows from the dates; time that it stood is left out. */
function listOwnWarnings(clock: Clock, { assignedAt, sla }: TicketState, due: string): Warning[] {
  if (clock === 'next_response') return required(sla.word, 'word that is due').warnings
  const listed = sla.warnings?.[clock]
  if (listed !== undefined) return listed
  const start = required(assignedAt, 'assignment of what is due')
  const from = addTo(AROUND_THE_CLOCK, start, sla.postponedMs)
  const warnings = listWarnings(due, TEMPLATE_WARN_AT, { from, time: AROUND_THE_CLOCK })
  return warnings.map((one) => ({ ...one, at: sla.warnAt?.[clock] ?? one.at }))
}
