import type { TicketChange } from '../ticket/change.js'
import { isInternal, isResponse, type TicketEvent } from '../ticket/events.js'
import type { Status } from '../ticket/status.js'
import { findBusinessTime } from './business-time.js'
import type { KnownCalendar } from './calendar.js'
import type { Clock, ClockInstants } from './clock.js'
import { promisesAlike } from './next-response.js'
import type { DueDates } from './policies.js'
import type { Sla } from './sla.js'
import {
  ask,
  beginVersion,
  goOn,
  meet,
  pause,
  promiseAnswer,
  respond,
  resume,
  type SlaStep,
  say,
  start,
  type Tally,
} from './tally.js'

/** An event of the ticket as its record has it: where it led from and to, and what it changed. */
export interface RecordedEvent {
  seq: number
  version: number
  from: Status | null
  to: Status
  event: TicketChange['event']
}

export type SlaValues = Pick<
  Sla,
  'firstResponseDueAt' | 'resolutionDueAt' | 'firstResponseAt' | 'paused' | 'breached'
> & { nextResponseDueAt: string | null; nextResponseAt: string | null }

/**
 * Adds up the clocks of the last version from the record alone, by another way than the state was come by. The calendars
 * are those that its events name.
 */
export function proveSla(
  record: readonly RecordedEvent[],
  calendars: readonly KnownCalendar[] = [],
): {
  steps: SlaStep[]
  computed: SlaValues
} {
  const tally = addUp(record, calendars)
  const { due, firstResponseAt, word, halt, breaches, hasLateAnswer, steps } = tally
  return {
    steps,
    computed: {
      firstResponseDueAt: due.first_response,
      resolutionDueAt: due.resolution,
      firstResponseAt,
      nextResponseDueAt: due.next_response,
      nextResponseAt: word?.answeredAt ?? null,
      paused: halt !== null && halt.status !== 'resolved',
      breached: breaches.size > 0 || hasLateAnswer,
    },
  }
}

/** The same as the state has them. */
export function readSlaValues({ word, ...sla }: Sla): SlaValues {
  const { firstResponseDueAt, resolutionDueAt, firstResponseAt, paused, breached } = sla
  return {
    ...{ firstResponseDueAt, resolutionDueAt, firstResponseAt },
    nextResponseDueAt: word?.dueAt ?? null,
    nextResponseAt: word?.answeredAt ?? null,
    ...{ paused, breached },
  }
}

function addUp(record: readonly RecordedEvent[], calendars: readonly KnownCalendar[]): Tally {
  return addUpVersions(record, calendars).at(-1)?.tally ?? beginVersion([])
}

/** What each life of a ticket has come to, and the last event of it that stands. */
export function addUpVersions(
  record: readonly RecordedEvent[],
  calendars: readonly KnownCalendar[],
): { tally: Tally; last: RecordedEvent }[] {
  const versions: { tally: Tally; last: RecordedEvent }[] = []
  for (const last of listStanding(record)) {
    const before = versions.at(-1)
    const isSame = before?.last.version === last.version
    const tally = isSame ? before.tally : beginVersion(before?.tally.steps ?? [])
    if (isSame) versions.pop()
    versions.push({ tally, last })
    count(tally, last, { record, calendars })
  }
  return versions
}

/**
 * An undone action, what followed from it, and its undo never happened for what is added up: the undo restored what was before.
 * Facts stand, whatever they came of.
 */
export function listStanding(record: readonly RecordedEvent[]): RecordedEvent[] {
  const undone = new Set<number>()
  for (const { seq, event } of record) {
    if (event.type === 'undo') undone.add(seq).add(event.undoes.seq)
  }
  return record.filter(({ seq, event: { type, causedBy } }) => {
    const isGone = causedBy !== undefined && undone.has(causedBy) && !isInternal(type)
    return !undone.has(seq) && !isGone
  })
}

interface Known {
  record: readonly RecordedEvent[]
  calendars: readonly KnownCalendar[]
}

/** What an event leaves comes before its own dates, what it enters after them. */
function count(tally: Tally, recorded: RecordedEvent, known: Known): void {
  const { seq, from, to, event } = recorded
  const { at } = event
  for (const clock of event.late ?? []) countBreach(tally, seq, { at, clock }, known)
  leave(tally, recorded)
  const dueDates = readDueDates(event)
  if (dueDates !== null) {
    tally.time = findBusinessTime(known.calendars, dueDates.calendar)
    tally.pauseIn = dueDates.pauseIn
    tally.promise = dueDates
  }
  start(tally, seq, at, readDates(event, dueDates, tally.due))
  countAnswer(tally, seq, event, dueDates)
  if (isResponse(event)) respond(tally, seq, at)
  if (from !== to) enter(tally, recorded)
  if (event.type === 'breach_sla') countBreach(tally, seq, event, known)
  if (event.type === 'warn_sla') countWarning(tally, seq, event, known)
}

/** What begins the clock of the next response, or has it begin anew. */
function countAnswer(tally: Tally, seq: number, event: TicketEvent, dueDates: DueDates | null) {
  const isWaiting = tally.word !== null && tally.word.answeredAt === null
  if (event.type === 'requester_message') ask(tally, seq, event.at)
  else if (dueDates?.waitingSince !== undefined && !isWaiting)
    ask(tally, seq, dueDates.waitingSince)
  else if (dueDates !== null) promiseAnswer(tally, seq, event.at)
}

/** What has ended a pause, or goes on with what was met. */
function leave(tally: Tally, { seq, from, to, event }: RecordedEvent): void {
  const { halt } = tally
  const { at } = event
  const isGone = to !== from || event.fields?.deletedAt !== undefined
  if (halt?.status === 'resolved' && from === 'resolved' && isGone) {
    tally.isMet = isEnded(tally, to)
    if (tally.isMet) tally.halt = null
    else resume(tally, seq, at)
    return
  }
  if (halt !== null && from === halt.status && isGone) resume(tally, seq, at)
  if (isEnded(tally, from) && !isEnded(tally, to)) goOn(tally, seq, at)
}

function enter(tally: Tally, { seq, to, event: { at } }: RecordedEvent): void {
  const isNew = tally.pauseIn !== undefined
  if (to !== 'resolved' && (tally.pauseIn ?? ['postponed']).includes(to)) {
    pause(tally, seq, { from: at, status: to })
  }
  if (isEnded(tally, to) && !tally.isMet) meet(tally, seq, at)
  if (isNew && to === 'resolved') tally.halt = { from: at, status: to }
}

/** Completion ended clocks once, and so did a withdrawal. */
function isEnded({ pauseIn }: Tally, status: Status | null): boolean {
  const ended = pauseIn === undefined ? ENDED_ONCE : ENDED
  return ended.some((one) => one === status)
}
const ENDED = ['resolved', 'closed']
const ENDED_ONCE = ['completed', 'resolved', 'closed', 'withdrawn']

/** Whichever event brings dates says so by its members. */
function readDueDates(event: TicketEvent): DueDates | null {
  return 'dueDates' in event ? (event.dueDates ?? null) : null
}

function readDates(
  event: TicketEvent,
  dueDates: DueDates | null,
  due: ClockInstants,
): ClockInstants {
  if (dueDates !== null) {
    const { firstResponseDueAt: first_response, resolutionDueAt: resolution } = dueDates
    return { ...due, first_response, resolution }
  }
  if ('resolutionDueAt' in event && event.resolutionDueAt !== null) {
    return { ...due, resolution: event.resolutionDueAt }
  }
  return due
}

interface ClockEvent {
  at: string
  clock: Clock
}

function countWarning(tally: Tally, seq: number, { at, clock }: ClockEvent, known: Known): void {
  if (standsStill(tally, clock, addUpUntil(seq, known))) say(tally, seq, at, 'warn', [clock])
}

function countBreach(tally: Tally, seq: number, { at, clock }: ClockEvent, known: Known): void {
  const then = addUpUntil(seq, known)
  const isAlike = promisesAlike(then.promise, tally.promise)
  if (clock === 'next_response' && isAlike) tally.hasLateAnswer = true
  if (!standsStill(tally, clock, then)) return
  tally.breaches.add(clock)
  say(tally, seq, at, 'breach', [clock])
}

/** It counts if the date that it was of still stands: what brought that date may have been undone since. */
function standsStill(tally: Tally, clock: Clock, then: Tally): boolean {
  return then.due[clock] === tally.due[clock]
}

/** The dates at an event, without what clocks have said of them. */
function addUpUntil(seq: number, { record, calendars }: Known): Tally {
  const isEarlier = (one: RecordedEvent) =>
    one.seq < seq && one.event.type !== 'warn_sla' && one.event.type !== 'breach_sla'
  return addUp(record.filter(isEarlier).map(withoutLate), calendars)
}

function withoutLate(recorded: RecordedEvent): RecordedEvent {
  const { event } = recorded
  return event.late === undefined ? recorded : { ...recorded, event: { ...event, late: [] } }
}
