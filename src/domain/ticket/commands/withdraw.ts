import { notifyModerators } from '../outcome/notifications.js'
import { countOpenSubTickets } from '../sub-tickets/counts.js'
import type { CommandDefinition } from './command.js'
import { closeAllSubTickets } from './lib/closing.js'
import { type Undoable, undoUntil } from './lib/undo-window.js'

interface Withdrawn extends Undoable {
  /** Its open sub-tickets are closed with it; until then nobody may take their closing back alone. */
  forced?: true
}

export const withdraw: CommandDefinition<object, Withdrawn> = {
  rule: {
    who: ['requester'],
    from: [
      'submitted',
      'needs_clarification',
      'open',
      'assigned',
      'in_progress',
      'awaiting_approval',
      'postponed',
      'reopened',
    ],
    to: ['withdrawn'],
    about: 'Take it back',
    does: 'takes a ticket back',
    done: 'withdrawn',
  },
  locksRelatives: true,
  decide: (state, _command, context) => ({
    undoUntil: undoUntil(context),
    ...(countOpenSubTickets(state) > 0 ? { forced: true } : {}),
  }),
  evolve: (state) => closeAllSubTickets({ ...state, status: 'withdrawn', deadlines: {} }),
  recipients: ({ assigneeId }) => [notifyModerators('ticket_withdrawn', assigneeId)],
  example: () => ({ payload: {}, textsGiven: [] }),
}
