import type { NewTicket, TicketEvent } from './events.js'
import { evolve } from './evolve.js'
import type { TicketState } from './state.js'

/** A new ticket and the event that began it; its number comes with the row. */
export function createTicket(
  input: NewTicket,
  at: string,
): { state: TicketState; event: TicketEvent<'save_draft' | 'submit'> } {
  const { isDraft, channel: _channel, ...given } = input
  const event: TicketEvent<'save_draft' | 'submit'> = {
    type: isDraft ? 'save_draft' : 'submit',
    at,
  }
  const blank: TicketState = {
    ...given,
    number: '',
    type: 'ticket',
    parentId: null,
    status: 'draft',
    assigneeId: null,
    version: 1,
    revision: 0,
    seq: 0,
    groupId: null,
    participants: [],
    teamMembers: [],
    acknowledgements: [],
    flags: [],
    progressPercent: 0,
    duplicateOf: null,
    reworkCount: 0,
    reopenCount: 0,
    satisfactionScore: null,
    sla: {
      policyId: null,
      firstResponseDueAt: null,
      firstResponseAt: null,
      resolutionDueAt: null,
      paused: false,
      breached: false,
    },
    deadlines: {},
    clarification: null,
    undo: null,
    createdAt: at,
    updatedAt: at,
    assignedAt: null,
    startedAt: null,
    completedAt: null,
    resolvedAt: null,
    closedAt: null,
    deletedAt: null,
  }
  return { state: evolve(blank, event), event }
}
