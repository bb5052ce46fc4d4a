import { required } from '../assert.js'
import type { TicketState } from '../ticket/state.js'
import { lengthMs } from '../time.js'
import { type BusinessTime, measureBetween } from './business-time.js'
import { CLOCKS, type Clock } from './clock.js'
import { isRunning, startOfWork } from './clocks.js'
import { readHalt } from './halts.js'
import { dueAt } from './sla.js'

/** Seconds are of business time. */
export interface ShownClock {
  kind: Clock
  state: 'running' | 'paused' | 'met' | 'breached'
  startedAt: string
  dueAt: string
  elapsedSeconds: number
  targetSeconds: number
  warnedAt: { percent: number; at: string }[]
}

/** The clocks that the ticket has: none before its first assignment, and of what ended otherwise those that had come to something. */
export function showClocks(state: TicketState, time: BusinessTime, at: string): ShownClock[] {
  return CLOCKS.flatMap((clock) => showClock(clock, state, time, at))
}

function showClock(kind: Clock, state: TicketState, time: BusinessTime, at: string): ShownClock[] {
  const { sla, assignedAt: startedAt } = state
  const due = dueAt(sla, kind)
  const standing = findStanding(kind, state, at)
  if (startedAt === null || due === null || standing === undefined) return []
  const targetMs = measureTarget(kind, state, { due, time, at })
  const elapsedMs = targetMs - measureBetween(time, standing.until, due)
  const begun = kind === 'next_response' ? required(sla.word, 'word').at : startedAt
  const warned = (sla.warnedAt ?? []).filter(({ clock }) => clock === kind)
  return [
    {
      ...{ kind, state: standing.state, startedAt: begun, dueAt: due },
      elapsedSeconds: Math.max(0, Math.floor(elapsedMs / 1000)), // one may be met before it starts
      targetSeconds: Math.floor(targetMs / 1000),
      warnedAt: warned.map((one) => ({ percent: one.percent, at: one.at })),
    },
  ]
}

/** What is promised for an answer counts from its word on, whatever pauses were before that. */
function measureTarget(
  kind: Clock,
  state: TicketState,
  { due, time, at }: { due: string; time: BusinessTime; at: string },
): number {
  if (kind === 'next_response') {
    const within = required(state.sla.nextResponseWithin, 'promise of an answer')
    return required(lengthMs(within), 'length of a target')
  }
  return measureBetween(time, startOfWork(withPausesUntil(state, kind), at, time), due)
}

/** What was answered is due when it was: later pauses have not moved it. */
function withPausesUntil(state: TicketState, kind: Clock): TicketState {
  const { sla } = state
  const { firstResponseAt, pauses = [] } = sla
  if (kind !== 'first_response' || firstResponseAt === null) return state
  const since = pauses.filter(({ to }) => to > firstResponseAt)
  const sinceMs = since.reduce((ms, { from, to }) => ms + Date.parse(to) - Date.parse(from), 0)
  const earlier = pauses.filter((one) => !since.includes(one))
  return { ...state, sla: { ...sla, pauses: earlier, postponedMs: sla.postponedMs - sinceMs } }
}

interface Standing {
  state: ShownClock['state']
  /** Up to then its time has passed. */
  until: string
}

/** Undefined where the ticket has ended, and the clock was neither met nor breached. */
function findStanding(clock: Clock, state: TicketState, at: string): Standing | undefined {
  const metAt = findMet(clock, state)
  const isBreached = state.sla.breaches.includes(clock)
  if (metAt !== null) return { state: isBreached ? 'breached' : 'met', until: metAt }
  const halt = readHalt(state)
  if (halt !== undefined) {
    const until = clock === 'next_response' ? chooseLater(halt.from, state.sla.word?.at) : halt.from
    return { state: isBreached ? 'breached' : 'paused', until }
  }
  if (isBreached) return { state: 'breached', until: state.closedAt ?? at }
  return isRunning(clock, state) ? { state: 'running', until: at } : undefined
}

/** A word may have been said while clocks stood. */
function chooseLater(one: string, other = one): string {
  return other > one ? other : one
}

function findMet(clock: Clock, { status, sla, resolvedAt, closedAt }: TicketState): string | null {
  if (clock === 'first_response') return sla.firstResponseAt
  if (clock === 'next_response') return sla.word?.answeredAt ?? null
  return status === 'resolved' || status === 'closed' ? (resolvedAt ?? closedAt) : null
}
