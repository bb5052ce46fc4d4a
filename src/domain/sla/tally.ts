import { required } from '../assert.js'
import type { Status } from '../ticket/status.js'
import { AROUND_THE_CLOCK, addTo, type BusinessTime, measureBetween } from './business-time.js'
import { CLOCKS, type Clock, type ClockInstants } from './clock.js'
import { type AnswerPromise, addAnswerTime, measureSince } from './next-response.js'
import type { Halt, Pause } from './sla.js'

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
  /** In which time an answer is promised, and by which calendar. */
  promise: AnswerPromise
  /** What the requester has said and nobody has answered, or when that was. */
  word: { at: string; answeredAt: string | null; pauses: Pause[] } | null
  /** Of any word of the version. */
  hasLateAnswer: boolean
  /** In which statuses they stand; undefined where only what is postponed does. */
  pauseIn: readonly Status[] | undefined
  halt: Halt | null
  /** When the first date was given. */
  startedAt: string | null
  /** Those that have ended. */
  pauses: Pause[]
  isMet: boolean
  /** When that was last; of use while it is. */
  metAt: string | null
  breaches: Set<Clock>
  steps: SlaStep[]
}

/** The steps of earlier versions stay in the list. */
export function beginVersion(steps: SlaStep[]): Tally {
  return {
    due: { first_response: null, next_response: null, resolution: null },
    time: AROUND_THE_CLOCK,
    firstResponseAt: null,
    promise: {},
    word: null,
    hasLateAnswer: false,
    pauseIn: undefined,
    halt: null,
    startedAt: null,
    pauses: [],
    isMet: false,
    metAt: null,
    breaches: new Set(),
    steps,
  }
}

/** A first date starts a clock; another one begins it anew, and says when it is due now. */
export function start(tally: Tally, seq: number, at: string, dates: ClockInstants): void {
  for (const clock of CLOCKS) {
    if (dates[clock] === tally.due[clock]) continue
    const kind = tally.due[clock] === null ? 'start' : 'due'
    tally.startedAt ??= at
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
  const { time } = tally
  const { from } = required(tally.halt, 'begin of the pause')
  const byMs = measureBetween(time, from, at)
  tally.pauses.push({ from, to: at })
  for (const clock of CLOCKS) {
    const due = tally.due[clock]
    if (due === null || clock === 'next_response' || isMet(tally, clock)) continue
    tally.due = { ...tally.due, [clock]: addTo(time, due, byMs) }
  }
  resumeAnswer(tally, { from, to: at })
  tally.halt = null
  say(tally, seq, at, 'resume')
}

/** A word that was said meanwhile has not waited since before. */
function resumeAnswer(tally: Tally, pause: Pause): void {
  const { due, word, time } = tally
  if (word === null || word.answeredAt !== null) return
  word.pauses.push(pause)
  if (due.next_response === null) return
  const byMs = measureSince(word.at, pause, time)
  tally.due = { ...due, next_response: addTo(time, due.next_response, byMs) }
}

/** Another word begins the clock; another promise has it begin anew, from the same word. */
export function ask(tally: Tally, seq: number, at: string): void {
  const isPromised = tally.promise.nextResponseWithin !== undefined
  tally.word = isPromised ? { at, answeredAt: null, pauses: [] } : null
  tally.breaches.delete('next_response')
  tally.due = { ...tally.due, next_response: null }
  promiseAnswer(tally, seq, at)
}

export function promiseAnswer(tally: Tally, seq: number, at: string): void {
  const { word, time, promise, due } = tally
  if (word === null || word.answeredAt !== null) return
  const within = promise.nextResponseWithin
  const waited = word.pauses.reduce((ms, pause) => ms + measureSince(word.at, pause, time), 0)
  const is = within === undefined ? null : addAnswerTime(time, addTo(time, word.at, waited), within)
  start(tally, seq, at, { ...due, next_response: is })
}

export function respond(tally: Tally, seq: number, at: string): void {
  answer(tally, seq, at)
  if (tally.firstResponseAt !== null) return
  say(tally, seq, at, 'met', ['first_response'])
  tally.firstResponseAt = at
}

function answer(tally: Tally, seq: number, at: string): void {
  if (tally.word === null || tally.word.answeredAt !== null) return
  say(tally, seq, at, 'met', ['next_response'])
  tally.word = { ...tally.word, answeredAt: at }
}

export function meet(tally: Tally, seq: number, at: string): void {
  say(tally, seq, at, 'met', ['resolution'])
  tally.isMet = true
  tally.metAt = at
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
    if (due === null || isMet(tally, clock)) continue
    const remainingMs = measureBetween(tally.time, at, due)
    tally.steps.push({ at, seq, clock, kind, remainingMs })
  }
}

function isMet({ firstResponseAt, word, isMet }: Tally, clock: Clock): boolean {
  if (clock === 'first_response') return firstResponseAt !== null
  return clock === 'next_response' ? word?.answeredAt !== null : isMet
}
