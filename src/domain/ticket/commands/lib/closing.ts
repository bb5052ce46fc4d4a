import { required } from '../../../assert.js'
import type { Refusal } from '../../../errors.js'
import { disarm } from '../../deadlines.js'
import type { Surroundings } from '../../facts.js'
import { type Notification, notifyModerators, notifyUsers } from '../../outcome/notifications.js'
import { openSubTickets, parentClosed } from '../../refusals.js'
import type { TicketState } from '../../state.js'
import { isTerminal } from '../../status.js'
import { countOpenSubTickets, percentClosed } from '../../sub-tickets/counts.js'
import type { Dated } from '../command.js'
import type { Undoable } from './undo-window.js'

export interface Closed extends Undoable {
  /** It was closed by its parent's event of this seq. */
  byParent?: number
  parentCommand?: 'close' | 'withdraw'
  /** Its open sub-tickets are closed with it. */
  forced?: true
}

/** No timer runs any more; sub-tickets that are closed with it count as closed. */
export function closeTicket(state: TicketState, event: Dated<Partial<Closed>>): TicketState {
  const ended: TicketState = { ...state, status: 'closed', closedAt: event.at, deadlines: {} }
  return event.forced === true ? closeAllSubTickets(ended) : ended
}

/** What a parent counts once all its open sub-tickets are closed with it. */
export function closeAllSubTickets(state: TicketState): TicketState {
  const { subTickets } = state
  if (subTickets === null || subTickets.total === 0) return state
  const counts = { ...subTickets, closed: subTickets.total }
  return { ...state, subTickets: counts, progressPercent: percentClosed(counts) }
}

export function refuseOpenSubTickets(state: TicketState, otherwise?: string): Refusal | undefined {
  return countOpenSubTickets(state) > 0 ? openSubTickets(state, otherwise) : undefined
}

/** What its parent has left behind stays closed: it would count for nobody. */
export function refuseEndedParent(parent: Surroundings['parent']): Refusal | undefined {
  return parent !== null && isTerminal(parent.status) ? parentClosed(parent) : undefined
}

export function notifyClosed({ requesterId, assigneeId }: TicketState): Notification[] {
  return [notifyUsers('ticket_closed', requesterId, assigneeId)]
}

/** The closing date stays as the completion set it. */
export function verify(state: TicketState, at: string): TicketState {
  return {
    ...state,
    status: 'resolved',
    resolvedAt: at,
    assigneeId: required(state.assigneeId, 'assignee of a completed ticket'),
    deadlines: disarm(state.deadlines, 'auto_verify'),
  }
}

export function notifyResolved({ assigneeId }: TicketState): Notification[] {
  return [notifyModerators('ticket_resolved', assigneeId)]
}
