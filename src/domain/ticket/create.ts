import type { KnownCalendar } from '../sla/calendar.js'
import { NO_SLA } from '../sla/sla.js'
import { createChange, type TicketChange } from './change.js'
import type { NewSubTicket } from './commands/split.js'
import type { Channel, TicketState } from './state.js'
import type { Priority } from './status.js'
import { subTicketNumber } from './sub-tickets/counts.js'

/** What exists from the start, before any event. */
export interface NewTicket {
  id: string
  departmentId: string | null
  categoryId: string | null
  priority: Priority
  /** By whoever begins a draft. */
  isPriorityGiven?: true
  tags: string[]
  channel: Channel
  requesterId: string
  createdById: string
  /** When it expires, for a draft; null for a ticket that is handed in at once. */
  draftUntil: string | null
}

/** What every ticket is before its first event. */
export function blankTicket() {
  return {
    seq: 0,
    revision: 0,
    version: 1,
    status: 'draft' as const,
    assigneeId: null,
    groupId: null,
    participants: [],
    removedParticipants: [],
    teamMembers: [],
    acknowledgements: [],
    flags: [],
    progressPercent: 0,
    duplicateOf: null,
    postponed: null,
    approval: null,
    approvalCount: 0,
    approvedAmounts: {},
    requests: [],
    subTickets: null,
    reworkCount: 0,
    reopenCount: 0,
    satisfactionScore: null,
    sla: NO_SLA,
    deadlines: {},
    clarification: null,
    texts: {},
    undo: null,
    submittedAt: null,
    versionBeganAt: null,
    assignedAt: null,
    startedAt: null,
    completedAt: null,
    resolvedAt: null,
    closedAt: null,
    deletedAt: null,
  } satisfies Partial<TicketState>
}

/** The first event of a new ticket; its number comes with the row. */
export function createTicket(
  { draftUntil, channel: _channel, isPriorityGiven, ...input }: NewTicket,
  at: string,
): TicketChange {
  const blank: TicketState = {
    ...blankTicket(),
    ...input,
    number: '',
    type: 'ticket',
    parentId: null,
    parentFiling: null,
    createdAt: at,
    updatedAt: at,
  }
  if (draftUntil === null) return createChange(blank, { type: 'submit', at })
  const { departmentId, categoryId, groupId, priority, tags } = blank
  const draft = { departmentId, categoryId, groupId, priority, tags, expiresAt: draftUntil }
  const given = isPriorityGiven === true ? { isPriorityGiven } : {}
  return createChange(blank, { type: 'save_draft', at, ...draft, ...given })
}

/** The first event of a sub-ticket, as its parent's split begins it. */
export function createSubTicket(
  parent: TicketState,
  id: string,
  { n, ...begin }: NewSubTicket,
  requesterId: string,
  at: string,
  calendars: readonly KnownCalendar[] = [],
): TicketChange {
  const { departmentId, categoryId, groupId, priority } = begin
  const blank: TicketState = {
    ...blankTicket(),
    id,
    number: subTicketNumber(parent, n),
    type: 'sub_ticket',
    parentId: parent.id,
    parentFiling: { requesterId: parent.requesterId, createdById: parent.createdById },
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
  return createChange(blank, { type: 'create_sub_ticket', at, requesterId, ...begin }, calendars)
}
