import type { TicketEvent } from '../ticket/events.js'
import { CLOCKS, type Clock, type Sla } from './clocks.js'

/** An event of the ticket as its record has it. */
export interface RecordedEvent {
  seq: number
  version: number
  event: TicketEvent
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

interface Tally {
  due: Record<Clock, string | null>
  firstResponseAt: string | null
  pausedAt: string | null
  resolutionMet: boolean
  breaches: Set<Clock>
  steps: SlaStep[]
}

/** An undone action and its undo never happened for the clocks: the undo restored what was before. */
export function withoutUndone(record: readonly RecordedEvent[]): RecordedEvent[] {
  const undone = new Set<number>()
  for (const { seq, event } of record) {
    if (event.type === 'undo') undone.add(seq).add(event.undoes.seq)
  }
  return record.filter(({ seq }) => !undone.has(seq))
}

/** Adds up the clocks of one life from its events alone, by another way than the state was come by. */
export function proveSla(record: readonly RecordedEvent[]): {
  steps: SlaStep[]
  computed: SlaValues
} {
  const tally: Tally = {
    due: { first_response: null, resolution: null },
    firstResponseAt: null,
    pausedAt: null,
    resolutionMet: false,
    breaches: new Set(),
    steps: [],
  }
  for (const { seq, event } of withoutUndone(record)) count(tally, seq, event)
  return {
    steps: tally.steps,
    computed: {
      firstResponseDueAt: tally.due.first_response,
      resolutionDueAt: tally.due.resolution,
      firstResponseAt: tally.firstResponseAt,
      paused: tally.pausedAt !== null,
      breached: tally.breaches.size > 0,
    },
  }
}

function count(tally: Tally, seq: number, event: TicketEvent): void {
  const { pausedAt } = tally
  if (pausedAt !== null && ENDS_PARKING.has(event.type)) resume(tally, seq, event.at, pausedAt)
  const counter: Counter | undefined = COUNTERS[event.type]
  counter?.(tally, seq, event as never) // the entry for a type takes the events of that type
}

type Counter = (tally: Tally, seq: number, event: never) => void
type Of<T extends TicketEvent['type']> = (tally: Tally, seq: number, event: TicketEvent<T>) => void

const ended: Of<'close'> = (tally, seq, { at }) => meet(tally, seq, at)
const answered: Of<'progress'> = (tally, seq, { at }) => respond(tally, seq, at)

const COUNTERS: { [T in TicketEvent['type']]?: Of<T> } = {
  assign: start,
  claim: start,
  reassign: start,
  create_sub_ticket: start,
  change_priority: start,
  reopen: (tally, seq, event) => {
    tally.firstResponseAt = null
    tally.resolutionMet = false
    tally.due = { first_response: null, resolution: null }
    tally.breaches.clear()
    start(tally, seq, event)
  },
  postpone: (tally, seq, { at }) => {
    tally.pausedAt = at
    say(tally, seq, at, 'pause')
  },
  progress: answered,
  first_response: (tally, seq, { at }) => respond(tally, seq, at),
  complete: (tally, seq, { at }) => {
    respond(tally, seq, at)
    meet(tally, seq, at)
  },
  request_rework: (tally, seq, { at }) => {
    tally.resolutionMet = false
    say(tally, seq, at, 'resume', ['resolution'])
  },
  close: ended,
  auto_close: (tally, seq, { at }) => meet(tally, seq, at),
  withdraw: (tally, seq, { at }) => meet(tally, seq, at),
  warn_sla: (tally, seq, { at, clock }) => say(tally, seq, at, 'warn', [clock]),
  breach_sla: (tally, seq, { at, clock }) => {
    tally.breaches.add(clock)
    say(tally, seq, at, 'breach', [clock])
  },
}

const ENDS_PARKING: ReadonlySet<TicketEvent['type']> = new Set([
  'restart',
  'reassign',
  'close',
  'withdraw',
  'delete_sub_ticket',
])

type Starting = TicketEvent<
  'assign' | 'claim' | 'reassign' | 'create_sub_ticket' | 'reopen' | 'change_priority'
>

/** New dates begin a clock anew. */
function start(tally: Tally, seq: number, event: Starting): void {
  if (event.dueDates === null) return
  const fresh = {
    first_response: event.dueDates.firstResponseDueAt,
    resolution: event.dueDates.resolutionDueAt,
  }
  for (const clock of CLOCKS) {
    if (fresh[clock] === tally.due[clock]) continue
    tally.breaches.delete(clock)
    tally.due[clock] = fresh[clock]
    say(tally, seq, event.at, 'start', [clock])
  }
}

function resume(tally: Tally, seq: number, at: string, since: string): void {
  const byMs = Date.parse(at) - Date.parse(since)
  for (const clock of CLOCKS) {
    const due = tally.due[clock]
    const still = clock === 'resolution' || tally.firstResponseAt === null
    if (due !== null && still) tally.due[clock] = new Date(Date.parse(due) + byMs).toISOString()
  }
  tally.pausedAt = null
  say(tally, seq, at, 'resume')
}

function respond(tally: Tally, seq: number, at: string): void {
  if (tally.firstResponseAt !== null) return
  say(tally, seq, at, 'met', ['first_response'])
  tally.firstResponseAt = at
}

function meet(tally: Tally, seq: number, at: string): void {
  if (!tally.resolutionMet) say(tally, seq, at, 'met', ['resolution'])
  tally.resolutionMet = true
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
    const met = clock === 'first_response' ? tally.firstResponseAt !== null : tally.resolutionMet
    if (due === null || met) continue
    tally.steps.push({ at, seq, clock, kind, remainingMs: Date.parse(due) - Date.parse(at) })
  }
}
