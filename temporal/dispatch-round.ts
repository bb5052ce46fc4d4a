import type { Family } from '../src/domain/ticket/deadlines.js'

/** More than a call takes; what a killed worker had in hand is another's after it. */
export const LEASE_SECONDS = 6
export const RETRY_SECONDS = 1
export const CALL_DEADLINE_MS = 5_000
/** A command that came in later than this may still be answered in time. */
export const COMMAND_WAITS_SECONDS = 5
const SIGNALS_IN_FLIGHT = 8
/** While commands wait, what runs behind them takes turns with them. */
const IN_FLIGHT_WHILE_BUSY = 1

export interface Pace {
  /** Whether commands wait, or were carried out just now. */
  isYielding: boolean
  /** How many more starts the gate lets through. */
  room: number
}

/**
 * Signals go before starts: behind a burst of filings they would wait for minutes. In every other round one start goes
 * before them, or what was filed beside a stream of signals would have no run until that is over.
 */
export function limitFirstStarts({ room }: Pace, round: number): number {
  return round % 2 === 0 ? 0 : Math.min(room, 1)
}

/** Beside so many starts that were leased before them. */
export function limitSignals({ isYielding }: Pace, starts: number): number {
  return (isYielding ? IN_FLIGHT_WHILE_BUSY : SIGNALS_IN_FLIGHT) - starts
}

/** Beside so many rows that were leased before them. */
export function limitStarts({ isYielding, room }: Pace, leased: number): number {
  const most = isYielding ? Math.min(room, IN_FLIGHT_WHILE_BUSY) : room
  return Math.max(0, most - leased)
}

export type ErrandKind = 'start' | 'signal'

/** A run of a ticket: its own, or one beside it; `n` tells approvals apart. */
interface NamedRun {
  ticketId: string
  family: Family
  n?: number
}

/** What one row of the outbox, or several of them, wants of a run. */
export interface Errand<Run> {
  ids: string[]
  kind: ErrandKind
  run: Run
}

/** What several rows want of one run is done once. */
export function listErrands<Run extends NamedRun>(
  rows: readonly { id: string; kind: ErrandKind; run: Run }[],
): Errand<Run>[] {
  const errands = new Map<string, Errand<Run>>()
  for (const { id, kind, run } of rows) {
    const key = JSON.stringify([run.ticketId, run.family, run.n])
    const known = errands.get(key)
    // a signal starts the run that it does not find, and so does what a start does
    if (known === undefined) errands.set(key, { ids: [id], kind, run })
    else errands.set(key, { ...known, ids: [...known.ids, id], kind: 'signal' })
  }
  return [...errands.values()]
}

/**
 * `begun`: its first task waits in a queue of the server, and more should not be put behind it. An outage,
 * `unreachable`, counts against no row.
 */
export type Outcome = 'done' | 'begun' | 'unreachable' | 'failed'

/** What becomes of an errand's rows, once its call has an outcome. */
export const FATES: Record<Outcome, 'complete' | 'retry' | 'back off'> = {
  done: 'complete',
  begun: 'complete',
  unreachable: 'retry',
  failed: 'back off',
}

/** Whether another round may follow at once. */
export function mayGoOn(outcomes: readonly Outcome[]): boolean {
  return outcomes.every((outcome) => outcome === 'done')
}
