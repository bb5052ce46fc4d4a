import type { EventDefinition } from '../commands/command.js'
import * as assignment from '../commands/lib/assignment.js'
import { join } from '../commands/lib/participants.js'

/** A sub-ticket begins as somebody's, with its own due dates. */
export interface SubTicketCreated extends assignment.Assigned {
  categoryId: string | null
  groupId: string | null
  requesterId: string
}

/** The first event of a sub-ticket, within the commit of its parent's split. */
export const subTicketCreated: EventDefinition<SubTicketCreated> = {
  evolve: (state, event) => {
    const assigned = assignment.assignTo(state, event)
    const withRequester = join(state.participants, event.requesterId, { as: 'requester' }, event.at)
    return {
      ...assigned,
      submittedAt: event.at,
      versionBeganAt: event.at,
      participants: join(withRequester, event.assigneeId, { as: 'assignee' }, event.at),
    }
  },
  recipients: assignment.notifyAssignee,
  broadcasts: assignment.broadcastAssignment,
}
