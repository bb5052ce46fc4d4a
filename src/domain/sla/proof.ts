import type { TicketChange } from '../ticket/change.js'
import { type EventType, getEvent, type TicketEvent } from '../ticket/events.js'
import type { Status } from '../ticket/status.js'
import { findBusinessTime } from './business-time.js'
import type { KnownCalendar } from './calendar.js'
import type { DueDates } from './policies.js'
import type { ClockInstants, Sla } from './sla.js'
import {
  beginVersion,
  goOn,
  meet,
  pause,
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
>

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
  const { due, firstResponseAt, postponedAt, breaches, steps } = addUp(record, calendars)
  return {
    steps,
    computed: {
      firstResponseDueAt: due.first_response,
      resolutionDueAt: due.resolution,
      firstResponseAt,
      paused: postponedAt !== null,
      breached: breaches.size > 0,
    },
  }
}

function addUp(record: readonly RecordedEvent[], calendars: readonly KnownCalendar[]): Tally {
  let tally = beginVersion([])
  let version = 1
  for (const recorded of withoutUndone(record)) {
    if (recorded.version !== version) tally = beginVersion(tally.steps)
    version = recorded.version
    count(tally, recorded, { record, calendars })
  }
  return tally
}

/** An undone action and its undo never happened for the clocks: the undo restored what was before. */
function withoutUndone(record: readonly RecordedEvent[]): RecordedEvent[] {
  const undone = new Set<number>()
  for (const { seq, event } of record) {
    if (event.type === 'undo') undone.add(seq).add(event.undoes.seq)
  }
  return record.filter(({ seq }) => !undone.has(seq))
}

interface Known {
  record: readonly RecordedEvent[]
  calendars: readonly KnownCalendar[]
}

/** What an event leaves comes before its own dates, what it enters after them. */
function count(tally: Tally, recorded: RecordedEvent, known: Known): void {
  const { seq, from, to, event } = recorded
  const { at } = event
  const isDeletion = event.fields?.deletedAt !== undefined
  if (from === 'postponed' && (to !== from || isDeletion)) resume(tally, seq, at)
  if (isEnded(from) && !isEnded(to)) goOn(tally, seq, at)
  const dueDates = readDueDates(event)
  if (dueDates !== null) tally.time = findBusinessTime(known.calendars, dueDates.calendar)
  start(tally, seq, at, readDates(event, dueDates, tally.due))
  if (isResponse(event.type)) respond(tally, seq, at)
  if (to === 'postponed' && from !== to) pause(tally, seq, at)
  if (isEnded(to) && !isEnded(from)) meet(tally, seq, at)
  if (event.type === 'warn_sla' || event.type === 'breach_sla') {
    countClockEvent(tally, seq, event, known)
  }
}

function isResponse(type: EventType): boolean {
  return getEvent(type).isResponse === true
}

function isEnded(status: Status | null): boolean {
  return ['completed', 'resolved', 'closed', 'withdrawn'].some((ended) => ended === status)
}

/** Whichever event brings dates says so by its members. */
function readDueDates(event: TicketEvent): DueDates | null {
  return 'dueDates' in event ? event.dueDates : null
}

function readDates(
  event: TicketEvent,
  dueDates: DueDates | null,
  due: ClockInstants,
): ClockInstants {
  if (dueDates !== null) {
    return { first_response: dueDates.firstResponseDueAt, resolution: dueDates.resolutionDueAt }
  }
  if ('resolutionDueAt' in event && event.resolutionDueAt !== null) {
    return { ...due, resolution: event.resolutionDueAt }
  }
  return due
}

/** It counts if the date that it was of still stands: what brought that date may have been undone since. */
function countClockEvent(
  tally: Tally,
  seq: number,
  { type, at, clock }: TicketEvent<'warn_sla' | 'breach_sla'>,
  { record, calendars }: Known,
): void {
  const isEarlier = (one: RecordedEvent) =>
    one.seq < seq && one.event.type !== 'warn_sla' && one.event.type !== 'breach_sla'
  if (addUp(record.filter(isEarlier), calendars).due[clock] !== tally.due[clock]) return
  if (type === 'breach_sla') tally.breaches.add(clock)
  say(tally, seq, at, type === 'breach_sla' ? 'breach' : 'warn', [clock])
}
