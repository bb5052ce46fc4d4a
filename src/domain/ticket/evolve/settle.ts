import { cancelled } from '../../approval/approval.js'
import { parkedMsAt, shifted, slaDeadlines } from '../../sla/clocks.js'
import type { EventType, TicketEvent } from '../events.js'
import { REQUESTABLE } from '../requests.js'
import type { Status, TicketState } from '../state.js'
import { arm, without } from './deadlines.js'

const BY_SUB_TICKETS: readonly EventType[] = [
  'split',
  'subtickets_progressed',
  'subtickets_closed',
  'subticket_reopened',
]

/** What follows from where an event has led to, whichever it was. */
export function settled(
  before: TicketState,
  event: TicketEvent,
  applied: TicketState,
): TicketState {
  let state = unparked(applied, event.at)
  state = withoutApproval(state, event.at)
  state = returned(before, state)
  state = remembered(before, event, state)
  const requests = state.requests.filter(({ kind }) => {
    const statuses: readonly Status[] = REQUESTABLE[kind]
    return state.deletedAt === null && statuses.includes(state.status)
  })
  const acknowledges = state.status === 'assigned' || state.status === 'reopened'
  const deadlines = acknowledges ? state.deadlines : without(state.deadlines, 'acknowledge')
  return withClocks({ ...state, requests, deadlines })
}

export function withClocks(state: TicketState): TicketState {
  return { ...state, deadlines: slaDeadlines(state) }
}

/** However a parking ends, its reminders stop and what is due is later by it. */
export function unparked(state: TicketState, at: string): TicketState {
  const { postponed } = state
  if (postponed === null || (state.status === 'postponed' && state.deletedAt === null)) return state
  const byMs = parkedMsAt(state, at) - state.sla.parkedMs
  const { acknowledgeAt } = postponed
  const later = acknowledgeAt === null ? null : new Date(Date.parse(acknowledgeAt) + byMs)
  const rest = without(state.deadlines, 'postpone_reminder', 'resume')
  const fresh = rest.acknowledge !== undefined || later === null
  return {
    ...state,
    postponed: null,
    sla: shifted(state.sla, byMs),
    deadlines: fresh ? rest : arm(rest, 'acknowledge', later.toISOString(), state.seq),
  }
}

/** Whatever leads away from waiting for an approval, but its decision, cancels it. */
function withoutApproval(state: TicketState, at: string): TicketState {
  const { approval } = state
  const waits = state.status === 'awaiting_approval' && state.deletedAt === null
  const deadlines = waits
    ? state.deadlines
    : without(state.deadlines, 'approval_reminder', 'approval_escalation')
  if (waits || approval?.status !== 'pending') return { ...state, deadlines }
  return { ...state, deadlines, approval: cancelled(approval, at) }
}

/** All sub-tickets were closed while it was away: it is ready now. */
function returned(before: TicketState, state: TicketState): TicketState {
  const was = before.status === 'postponed' || before.status === 'awaiting_approval'
  const { subTickets } = state
  if (!was || subTickets?.closedMeanwhile !== true || !isReadying(state.status)) return state
  return {
    ...state,
    status: 'ready_for_closure',
    subTickets: { ...subTickets, closedMeanwhile: false },
  }
}

/** From these a parent becomes ready when all its sub-tickets are closed. */
export function isReadying(status: Status): boolean {
  return status === 'assigned' || status === 'in_progress' || status === 'reopened'
}

/** A transition of its own: the status before the split is no longer where it goes back to. */
function remembered(before: TicketState, event: TicketEvent, state: TicketState): TicketState {
  const { subTickets } = state
  const own = before.status !== state.status && !BY_SUB_TICKETS.includes(event.type)
  if (!own || subTickets === null) return state
  return { ...state, subTickets: { ...subTickets, splitFrom: null } }
}
