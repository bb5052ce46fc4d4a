import { cancelled } from '../approval/approval.js'
import { parkedMsAt, shifted, slaDeadlines } from '../sla/clocks.js'
import { after } from '../time.js'
import type { EventType, TicketEvent } from './events.js'
import { arm, without } from './evolve/deadlines.js'
import { isReadying, STANDS_STILL_AFTER } from './evolve/sub-tickets.js'
import { REQUESTABLE } from './requests.js'
import { isTerminal, type Status, type TicketState } from './state.js'

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
  return withClocks(nudged({ ...state, requests, deadlines }, event.at))
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

/** While sub-tickets are open somebody looks whether they move. */
function nudged(state: TicketState, at: string): TicketState {
  const { subTickets, deadlines } = state
  const open = subTickets !== null && subTickets.closed < subTickets.total
  const watched = open && !isTerminal(state.status) && state.deletedAt === null
  if (!watched) return { ...state, deadlines: without(deadlines, 'sub_ticket_nudge') }
  if (deadlines.sub_ticket_nudge !== undefined) return state
  const first = after(at, STANDS_STILL_AFTER)
  return { ...state, deadlines: arm(deadlines, 'sub_ticket_nudge', first, state.seq) }
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

/** A transition of its own: the status before the split is no longer where it goes back to. */
function remembered(before: TicketState, event: TicketEvent, state: TicketState): TicketState {
  const { subTickets } = state
  const own = before.status !== state.status && !BY_SUB_TICKETS.includes(event.type)
  if (!own || subTickets === null) return state
  return { ...state, subTickets: { ...subTickets, splitFrom: null } }
}
