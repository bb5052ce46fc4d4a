import type { TicketState } from '../ticket/state.js'
import { isTerminal, type Status } from '../ticket/status.js'
import type { Halt, Pause } from './sla.js'

/** Of what was dated before policies were there. */
const BEFORE_POLICIES: readonly Status[] = ['postponed']

/** Since when the clocks stand; what was postponed before that was written down stands since then. */
export function readHalt({ sla, postponed }: TicketState): Halt | undefined {
  if (sla.halt !== undefined) return sla.halt
  return postponed !== null && sla.paused ? { from: postponed.at, status: 'postponed' } : undefined
}

/** Clocks stand in the statuses that their policy names, and once they are met, until the work goes on. */
export function haltsIn(status: Status, pauseIn: readonly Status[] | undefined): boolean {
  return (
    (pauseIn ?? BEFORE_POLICIES).includes(status) ||
    (pauseIn !== undefined && status === 'resolved')
  )
}

/** What ends a halt is another status, or the ticket's end: what a policy says of it meanwhile counts from the next one on. */
export function isHaltOver(
  { status }: Halt,
  ticket: Pick<TicketState, 'status' | 'deletedAt'>,
): boolean {
  return ticket.status !== status || ticket.deletedAt !== null
}

/** The pause by which what is due becomes later, where one ends: none did before the first assignment, nor what is over for good. */
export function findPause(
  before: TicketState,
  after: Pick<TicketState, 'status' | 'deletedAt'>,
  at: string,
): Pause | undefined {
  const halt = readHalt(before)
  if (halt === undefined || before.assignedAt === null || !isHaltOver(halt, after)) return undefined
  return isMetForGood(halt, after) ? undefined : { from: halt.from, to: at }
}

function isMetForGood(halt: Halt, { status }: Pick<TicketState, 'status'>): boolean {
  return halt.status === 'resolved' && isTerminal(status)
}

/** Of a ticket that has come there just now. */
export function beginHalt(before: TicketState, state: TicketState, at: string): TicketState {
  const { status, sla } = state
  if (before.status === status || state.deletedAt !== null || !haltsIn(status, sla.pauseIn))
    return state
  return { ...state, sla: { ...sla, halt: { from: at, status }, paused: status !== 'resolved' } }
}
