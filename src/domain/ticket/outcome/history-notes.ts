import { listDeciders } from '../../approval/approval.js'
import { type EventType, getEvent, type TicketEvent } from '../events.js'
import type { TicketState } from '../state.js'
import { type ChangedFields, listChangedFields } from './changed-fields.js'

export const SUB_TICKET_CHANGES = [
  'created',
  'progressed',
  'closed',
  'reopened',
  'withdrawn',
  'deleted',
] as const

/** One of a parent's sub-tickets, and what became of it. */
export interface SubTicketNote {
  number: string
  change: (typeof SUB_TICKET_CHANGES)[number]
}

/** What history tells of an event, beside when it was and who did it. */
export interface HistoryNotes {
  fields: ChangedFields
  /** Whom it added, removed or asked. */
  named?: string[]
  /** The approval that it asked for, decided or cancelled. */
  approvalId?: string
  /** How it was decided, or how the approval ended by it. */
  outcome?: 'approved' | 'rejected' | 'cancelled'
  /** The sub-tickets that it came of, or that it created, closed or reopened. */
  subTickets?: SubTicketNote[]
}

export function noteForHistory(
  before: TicketState,
  event: TicketEvent,
  after: TicketState,
): HistoryNotes {
  const named = [...new Set([...listNamed(event), ...listNewlyAsked(before, after)])]
  return {
    fields: listChangedFields(before, after),
    ...(named.length === 0 ? {} : { named }),
    ...(event.type === 'undo' ? {} : noteApproval(before, event, after)),
  }
}

function listNamed<T extends EventType>(event: TicketEvent<T>): string[] {
  const type: T = event.type
  return getEvent(type).named?.(event) ?? []
}

function listNewlyAsked(before: TicketState, { approval }: TicketState): string[] {
  if (approval === null) return []
  const known = before.approval?.id === approval.id ? listDeciders(before.approval) : []
  return listDeciders(approval).filter((id) => !known.includes(id))
}

/** A step may be approved while the approval goes on: the outcome is that of the decision. */
function noteApproval(
  before: TicketState,
  event: TicketEvent,
  { approval }: TicketState,
): Pick<HistoryNotes, 'approvalId' | 'outcome'> {
  if (approval === null) return {}
  if (event.type === 'decide_approval') {
    return { approvalId: approval.id, outcome: event.approved ? 'approved' : 'rejected' }
  }
  const was = before.approval?.id === approval.id ? before.approval.status : null
  if (was === approval.status) return {}
  const { id: approvalId, status } = approval
  return status === 'pending' ? { approvalId } : { approvalId, outcome: status }
}
