import { required } from '../../assert.js'
import type { TicketEvent } from '../events.js'
import { FAMILY_RULES } from '../rules/family.js'
import type { Status, SubTickets, TicketState } from '../state.js'
import { without } from './deadlines.js'
import { joinThrough } from './participants.js'

type ChildEvent = TicketEvent<'subtickets_progressed' | 'subtickets_closed' | 'subticket_reopened'>

/** A sub-ticket that nothing has moved for so long stands still. */
export const STANDS_STILL_AFTER = 'P3D'

export function subTicketNumber(parent: { number: string }, n: number): string {
  return `${parent.number}.${n}`
}

/** An integer, rounded down. */
export function percentOf({ total, closed }: { total: number; closed: number }): number {
  return total === 0 ? 0 : Math.floor((closed / total) * 100)
}

export function divided(state: TicketState, { children, at }: TicketEvent<'split'>): TicketState {
  const known = state.subTickets
  const total = (known?.total ?? 0) + children.length
  const closed = known?.closed ?? 0
  return {
    ...state,
    status: 'in_progress',
    startedAt: state.startedAt ?? at,
    progressPercent: percentOf({ total, closed }),
    participants: children.reduce(
      (list, { n, assigneeId }) => joinThrough(list, subTicketNumber(state, n), [assigneeId], at),
      state.participants,
    ),
    subTickets: {
      issued: (known?.issued ?? 0) + children.length,
      total,
      closed,
      splitFrom:
        known === null ? { status: state.status, assigneeId: state.assigneeId } : known.splitFrom,
      closedMeanwhile: false,
    },
  }
}

/** People and counts follow the sub-ticket, and then perhaps the parent's status. */
export function byChild(state: TicketState, event: ChildEvent): TicketState {
  const { number, assigneeId, teamMembers, total, closed, at } = event
  const here = assigneeId === null ? teamMembers : [assigneeId, ...teamMembers]
  const participants = joinThrough(state.participants, number, here, at)
  const known = { ...required(state.subTickets, 'sub-ticket'), total, closed }
  const next = { ...state, participants, progressPercent: percentOf(known) }
  if (total === 0) return ordinaryAgain(next, known)
  if (event.type === 'subtickets_closed') {
    if (isReadying(state.status)) {
      return {
        ...next,
        status: 'ready_for_closure',
        subTickets: { ...known, closedMeanwhile: false },
      }
    }
    return { ...next, subTickets: { ...known, closedMeanwhile: true } }
  }
  const subTickets = { ...known, closedMeanwhile: known.closedMeanwhile && closed === total }
  if (event.type !== 'subticket_reopened' || !isDone(state.status)) return { ...next, subTickets }
  return {
    ...next,
    status: 'in_progress',
    completedAt: null,
    resolvedAt: null,
    subTickets,
    deadlines: without(state.deadlines, 'auto_verify', 'auto_close'),
  }
}

/** No sub-ticket is left: as before the split, unless it has gone its own way since. */
function ordinaryAgain(state: TicketState, { issued, splitFrom }: SubTickets): TicketState {
  const subTickets = { issued, total: 0, closed: 0, splitFrom: null, closedMeanwhile: false }
  const plain = { ...state, progressPercent: 0, subTickets }
  return splitFrom === null ? plain : ({ ...plain, ...splitFrom } as TicketState) // the pair that it was
}

/** From these a parent becomes ready when all its sub-tickets are closed. */
export function isReadying(status: Status): boolean {
  const from: readonly Status[] = FAMILY_RULES.subtickets_closed.from
  return from.includes(status)
}

/** What counts as done until a sub-ticket is reopened. */
function isDone(status: Status): boolean {
  const from: readonly Status[] = FAMILY_RULES.subticket_reopened.from
  return from.includes(status)
}
