import { required } from '../assert.js'
import { lengthMs } from '../time.js'
import { addTo, type BusinessTime, findBusinessTime } from './business-time.js'
import type { KnownCalendar } from './calendar.js'
import { listWarnings } from './policies.js'
import type { AnswerDates, Escalation, Pause, RequesterWord, Sla } from './sla.js'

/** The first word of the requester that nobody of staff has answered; undefined where all are. */
export function findUnanswered({ word }: Sla): RequesterWord | undefined {
  return word?.answeredAt === null ? word : undefined
}

/** A clock that begins anew with another word: what it has said of the last one counts no more. When it is due is said beside it. */
export function beginAnswer(sla: Sla, at: string): Sla {
  return { ...forgetWord(sla), word: { at, answeredAt: null, dueAt: null, warnings: [] } }
}

/** Without the word, and what its clock has said; levels that wait for this clock alone are due once a word. */
export function forgetWord(sla: Sla): Sla {
  const { word: _, warnedAt, escalation, ...rest } = sla
  const isOther = (clock: string) => clock !== 'next_response'
  return {
    ...rest,
    ...(warnedAt && { warnedAt: warnedAt.filter(({ clock }) => isOther(clock)) }),
    ...(escalation && { escalation: { ...escalation, done: keepOtherLevels(escalation) } }),
    warned: sla.warned.filter(isOther),
    breaches: sla.breaches.filter(isOther),
  }
}

function keepOtherLevels({ done, levels }: Escalation): number[] {
  return done.filter((level) => levels[level - 1]?.kind !== 'next_response')
}

export function moveAnswer(sla: Sla, dates: AnswerDates | undefined): Sla {
  return dates === undefined || sla.word === undefined
    ? sla
    : { ...sla, word: { ...sla.word, ...dates } }
}

/** When the word is to be answered, where what that follows from is another than before; undefined where it stays. */
export function placeMovedAnswer(
  before: Sla,
  after: Sla,
  calendars: readonly KnownCalendar[],
): AnswerDates | undefined {
  const word = findUnanswered(after)
  if (word === undefined || listInputs(before) === listInputs(after)) return undefined
  const { nextResponseWithin: within, percents = [], pauses = [], calendar } = after
  if (within === undefined) return { dueAt: null, warnings: [] }
  const time = findBusinessTime(calendars, calendar)
  const from = startOfAnswer(word.at, pauses, time)
  const dueAt = addAnswerTime(time, from, within)
  return { dueAt, warnings: listWarnings(dueAt, percents, { from, time }) }
}

/** Policies promise lengths: neither months nor years. */
export function addAnswerTime(time: BusinessTime, from: string, within: string): string {
  return addTo(time, from, required(lengthMs(within), 'length of a target'))
}

function listInputs({ word, nextResponseWithin, calendar, percents, pauses = [] }: Sla): string {
  return JSON.stringify([word?.at, nextResponseWithin, calendar, percents, pauses])
}

/** The word, later by what clocks have stood since it was said. */
function startOfAnswer(at: string, pauses: readonly Pause[], time: BusinessTime): string {
  return addTo(
    time,
    at,
    pauses.reduce((ms, pause) => ms + measureSince(at, pause, time), 0),
  )
}

/** As much of a pause as comes after an instant. */
export function measureSince(at: string, { from, to }: Pause, time: BusinessTime): number {
  if (to <= at) return 0
  return time.measure(Date.parse(from < at ? at : from), Date.parse(to))
}

/** Whether both promise an answer alike: what was late by one was late by the other. */
export function promisesAlike(one: AnswerPromise, other: AnswerPromise): boolean {
  const read = ({ nextResponseWithin, calendar }: AnswerPromise) =>
    JSON.stringify([nextResponseWithin, calendar?.id, calendar?.version])
  return read(one) === read(other)
}

export type AnswerPromise = Pick<Sla, 'nextResponseWithin' | 'calendar'>
