import { required } from '../assert.js'
import type { Status } from '../ticket/status.js'
import { AROUND_THE_CLOCK, addTo, type BusinessTime, measureBetween } from './business-time.js'
import { CLOCKS, type Clock, type ClockInstants, type Halt } from './sla.js'

export interface SlaStep {
  at: string
  seq: number
  clock: Clock
  kind: 'start' | 'pause' | 'resume' | 'due' | 'warn' | 'met' | 'breach'
  remainingMs: number
}

/** What is known of the clocks of one version after some of its events. */
export interface Tally {
  due: ClockInstants
  /** By which they count. */
  time: BusinessTime
  firstResponseAt: string | null
  /** In which statuses they stand; undefined where only what is postponed does. */
  pauseIn: readonly Status[] | undefined
  halt: Halt | null
  isMet: boolean
  breaches: Set<Clock>
  steps: SlaStep[]
}

/** The steps of earlier versions stay in the list. */
export function beginVersion(steps: SlaStep[]): Tally {
  return {
    due: { first_response: null, resolution: null },
    time: AROUND_THE_CLOCK,
    firstResponseAt: null,
    pauseIn: undefined,
    halt: null,
    isMet: false,
    breaches: new Set(),
    steps,
  }
}

/** A first date starts a clock; another one begins it anew, and says when it is due now. */
export function start(tally: Tally, seq: number, at: string, dates: ClockInstants): void {
  for (const clock of CLOCKS) {
    if (dates[clock] === tally.due[clock]) continue
    const kind = tally.due[clock] === null ? 'start' : 'due'
    tally.due = { ...tally.due, [clock]: dates[clock] }
    say(tally, seq, at, kind, [clock])
  }
}

export function pause(tally: Tally, seq: number, halt: Halt): void {
  tally.halt = halt
  say(tally, seq, halt.from, 'pause')
}

/** Without a date nothing is later: before the first assignment a clock has none. */
export function resume(tally: Tally, seq: number, at: string): void {
  const { time, halt } = tally
  const byMs = measureBetween(time, required(halt, 'begin of the pause').from, at)
  for (const clock of CLOCKS) {
    const due = tally.due[clock]
    const isOpen = clock === 'resolution' || tally.firstResponseAt === null
    if (due === null || !isOpen) continue
    tally.due = { ...tally.due, [clock]: addTo(time, due, byMs) }
  }
  tally.halt = null
  say(tally, seq, at, 'resume')
}

export function respond(tally: Tally, seq: number, at: string): void {
  if (tally.firstResponseAt !== null) return
  say(tally, seq, at, 'met', ['first_response'])
  tally.firstResponseAt = at
}

export function meet(tally: Tally, seq: number, at: string): void {
  say(tally, seq, at, 'met', ['resolution'])
  tally.isMet = true
}

export function goOn(tally: Tally, seq: number, at: string): void {
  tally.isMet = false
  say(tally, seq, at, 'resume', ['resolution'])
}

/** One step a clock that has a date and has not been met. */
export function say(
  tally: Tally,
  seq: number,
  at: string,
  kind: SlaStep['kind'],
  clocks: readonly Clock[] = CLOCKS,
): void {
  for (const clock of clocks) {
    const due = tally.due[clock]
    const isMet = clock === 'first_response' ? tally.firstResponseAt !== null : tally.isMet
    if (due === null || isMet) continue
    const remainingMs = measureBetween(tally.time, at, due)
    tally.steps.push({ at, seq, clock, kind, remainingMs })
  }
}
