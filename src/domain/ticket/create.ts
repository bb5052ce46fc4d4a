import { NO_SLA } from '../sla/clocks.js'
import type { NewTicket, SubTicketBegin, TicketEvent } from './events.js'
import { subTicketNumber } from './evolve/sub-tickets.js'
import { evolve } from './evolve.js'
import type { TicketState } from './state.js'

/** What every ticket is before its first event. */
function blank() {
  return {
    seq: 0,
    revision: 0,
    version: 1,
    status: 'draft' as const,
    assigneeId: null,
    groupId: null,
    participants: [],
    teamMembers: [],
    acknowledgements: [],
    flags: [],
    progressPercent: 0,
    duplicateOf: null,
    postponed: null,
    approval: null,
    approvalCount: 0,
    requests: [],
    subTickets: null,
    reworkCount: 0,
    reopenCount: 0,
    satisfactionScore: null,
    sla: NO_SLA,
    deadlines: {},
    clarification: null,
    undo: null,
    assignedAt: null,
    startedAt: null,
    completedAt: null,
    resolvedAt: null,
    closedAt: null,
    deletedAt: null,
  } satisfies Partial<TicketState>
}

interface Begun<T extends TicketEvent> {
  state: TicketState
  event: T
}

/** A new ticket and the event that began it; its number comes with the row. */
export function createTicket(
  input: NewTicket,
  at: string,
): Begun<TicketEvent<'save_draft' | 'submit'>> {
  const { draftUntil, channel: _channel, ...given } = input
  const { departmentId, categoryId, priority, tags } = input
  const event: TicketEvent<'save_draft' | 'submit'> =
    draftUntil === null
      ? { type: 'submit', at }
      : {
          type: 'save_draft',
          at,
          departmentId,
          categoryId,
          groupId: null,
          priority,
          tags,
          expiresAt: draftUntil,
        }
  const before: TicketState = {
    ...blank(),
    ...given,
    number: '',
    type: 'ticket',
    parentId: null,
    createdAt: at,
    updatedAt: at,
  }
  return { state: evolve(before, event), event }
}

/** A sub-ticket as its parent's split begins it. */
export function createSubTicket(
  parent: TicketState,
  id: string,
  begin: SubTicketBegin,
  requesterId: string,
  at: string,
): Begun<TicketEvent<'create_sub_ticket'>> {
  const { departmentId, categoryId, groupId, priority } = begin
  const before: TicketState = {
    ...blank(),
    id,
    number: subTicketNumber(parent, begin.n),
    type: 'sub_ticket',
    parentId: parent.id,
    departmentId,
    categoryId,
    groupId,
    priority,
    tags: [],
    requesterId,
    createdById: requesterId,
    createdAt: at,
    updatedAt: at,
  }
  const event = { type: 'create_sub_ticket' as const, at, requesterId, ...begin }
  return { state: evolve(before, event), event }
}

/** States as earlier versions wrote them lack what came later; what this version has evolved is whole already. */
export function upcast(state: TicketState): TicketState {
  const stored: Partial<TicketState> = state
  if (stored.approvalCount !== undefined) return state
  const { postponed, approval, approvalCount, requests, subTickets } = blank()
  const later = { postponed, approval, approvalCount, requests, subTickets }
  const { undo } = state
  return {
    ...later,
    ...state,
    sla: { ...NO_SLA, ...state.sla },
    undo: undo?.kind === 'open' ? { ...undo, before: upcast(undo.before) } : undo,
  }
}
