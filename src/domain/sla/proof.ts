import { required } from '../assert.js'
import type { TicketChange } from '../ticket/change.js'
import { type EventType, getEvent, type TicketEvent } from '../ticket/events.js'
import type { Status } from '../ticket/state.js'
import { CLOCKS, type Clock, type Sla } from './clocks.js'

/** An event of the ticket as its record has it: where it led from and to, and what it changed. */
export interface RecordedEvent {
  seq: number
  version: number
  from: Status
  to: Status
  event: TicketChange['event']
}

export interface SlaStep {
  at: string
  seq: number
  clock: Clock
  kind: 'start' | 'pause' | 'resume' | 'due' | 'warn' | 'met' | 'breach'
  remainingMs: number
}

export type SlaValues = Pick<
  Sla,
  'firstResponseDueAt' | 'resolutionDueAt' | 'firstResponseAt' | 'paused' | 'breached'
>

type Dates = Record<Clock, string | null>

interface Tally {
  due: Dates
  firstResponseAt: string | null
  postponedAt: string | null
  isMet: boolean
  breaches: Set<Clock>
  steps: SlaStep[]
}

/** Adds up the clocks of the last version from the record alone, by another way than the state was come by. */
export function proveSla(record: readonly RecordedEvent[]): {
  steps: SlaStep[]
  computed: SlaValues
} {
  const { due, firstResponseAt, postponedAt, breaches, steps } = addUp(record)
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

function addUp(record: readonly RecordedEvent[]): Tally {
  let tally = beginVersion([])
  let version = 1
  for (const recorded of withoutUndone(record)) {
    if (recorded.version !== version) tally = beginVersion(tally.steps)
    version = recorded.version
    count(tally, recorded, record)
  }
  return tally
}

function beginVersion(steps: SlaStep[]): Tally {
  return {
    due: { first_response: null, resolution: null },
    firstResponseAt: null,
    postponedAt: null,
    isMet: false,
    breaches: new Set(),
    steps,
  }
}

/** An undone action and its undo never happened for the clocks: the undo restored what was before. */
export function withoutUndone(record: readonly RecordedEvent[]): RecordedEvent[] {
  const undone = new Set<number>()
  for (const { seq, event } of record) {
    if (event.type === 'undo') undone.add(seq).add(event.undoes.seq)
  }
  return record.filter(({ seq }) => !undone.has(seq))
}

/** What an event leaves comes before its own dates, what it enters after them. */
function count(tally: Tally, recorded: RecordedEvent, record: readonly RecordedEvent[]): void {
  const { seq, from, to, event } = recorded
  const { at } = event
  const isDeletion = event.fields.deletedAt !== undefined
  if (from === 'postponed' && (to !== from || isDeletion)) resume(tally, seq, at)
  if (isEnded(from) && !isEnded(to)) goOn(tally, seq, at)
  start(tally, seq, at, readDates(event, tally.due))
  if (isResponse(event.type)) respond(tally, seq, at)
  if (to === 'postponed' && from !== to) pause(tally, seq, at)
  if (isEnded(to) && !isEnded(from)) meet(tally, seq, at)
  if (event.type === 'warn_sla' || event.type === 'breach_sla') {
    countClockEvent(tally, seq, event, record)
  }
}

function isResponse(type: EventType): boolean {
  return getEvent(type).isResponse === true
}

function isEnded(status: Status): boolean {
  return ['completed', 'resolved', 'closed', 'withdrawn'].includes(status)
}

/** Whichever event brings dates says so by its members. */
function readDates(event: TicketEvent, due: Dates): Dates {
  if ('dueDates' in event && event.dueDates !== null) {
    const { firstResponseDueAt, resolutionDueAt } = event.dueDates
    return { first_response: firstResponseDueAt, resolution: resolutionDueAt }
  }
  if ('resolutionDueAt' in event && event.resolutionDueAt !== null) {
    return { ...due, resolution: event.resolutionDueAt }
  }
  return due
}

/** New dates begin a clock anew. */
function start(tally: Tally, seq: number, at: string, dates: Dates): void {
  for (const clock of CLOCKS) {
    if (dates[clock] === tally.due[clock]) continue
    tally.breaches.delete(clock)
    tally.due = { ...tally.due, [clock]: dates[clock] }
    say(tally, seq, at, 'start', [clock])
  }
}

function pause(tally: Tally, seq: number, at: string): void {
  tally.postponedAt = at
  say(tally, seq, at, 'pause')
}

/** Without a date nothing is later: before the first assignment a clock has none. */
function resume(tally: Tally, seq: number, at: string): void {
  const byMs = Date.parse(at) - Date.parse(required(tally.postponedAt, 'begin of the pause'))
  for (const clock of CLOCKS) {
    const due = tally.due[clock]
    const isOpen = clock === 'resolution' || tally.firstResponseAt === null
    if (due === null || !isOpen) continue
    tally.due = { ...tally.due, [clock]: new Date(Date.parse(due) + byMs).toISOString() }
  }
  tally.postponedAt = null
  say(tally, seq, at, 'resume')
}

function respond(tally: Tally, seq: number, at: string): void {
  if (tally.firstResponseAt !== null) return
  say(tally, seq, at, 'met', ['first_response'])
  tally.firstResponseAt = at
}

function meet(tally: Tally, seq: number, at: string): void {
  say(tally, seq, at, 'met', ['resolution'])
  tally.isMet = true
}

function goOn(tally: Tally, seq: number, at: string): void {
  tally.isMet = false
  say(tally, seq, at, 'resume', ['resolution'])
}

/** It counts if the date that it was of still stands: what brought that date may have been undone since. */
function countClockEvent(
  tally: Tally,
  seq: number,
  { type, at, clock }: TicketEvent<'warn_sla' | 'breach_sla'>,
  record: readonly RecordedEvent[],
): void {
  const isEarlier = (one: RecordedEvent) =>
    one.seq < seq && one.event.type !== 'warn_sla' && one.event.type !== 'breach_sla'
  if (addUp(record.filter(isEarlier)).due[clock] !== tally.due[clock]) return
  if (type === 'breach_sla') tally.breaches.add(clock)
  say(tally, seq, at, type === 'breach_sla' ? 'breach' : 'warn', [clock])
}

/** One step a clock that has a date and has not been met. */
function say(
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
    tally.steps.push({ at, seq, clock, kind, remainingMs: Date.parse(due) - Date.parse(at) })
  }
}
