import { missingText } from '../content-refusals.js'
import { pendingApproval } from '../refusals.js'
import { countOpenSubTickets } from '../sub-tickets/counts.js'
import type { CommandDefinition } from './command.js'
import { type Closed, closeTicket, notifyClosed, refuseOpenSubTickets } from './lib/closing.js'
import { undoUntil } from './lib/undo-window.js'

interface ClosePayload {
  forceCloseChildren?: boolean
  cancelApproval?: boolean
}

const FORCED = ', or with it by forceCloseChildren'

export const close: CommandDefinition<ClosePayload, Closed> = {
  rule: {
    who: ['moderator', 'ticket.close'],
    from: [
      'completed',
      'resolved',
      'ready_for_closure',
      'in_progress',
      'awaiting_approval',
      'assigned',
      'open',
      'postponed',
      'reopened',
    ],
    to: ['closed'],
    undoable: true,
    about: 'Finish it; with a reason unless it was verified',
    does: 'closes tickets',
    done: 'closed',
  },
  locksRelatives: true,
  guard: (state, { payload, textsGiven }) => {
    const isVerified = state.status === 'resolved' || state.status === 'ready_for_closure'
    if (!isVerified && !textsGiven.includes('reason')) {
      return missingText('reason', ' unless the ticket is resolved or ready for closure')
    }
    if (state.status === 'awaiting_approval' && payload.cancelApproval !== true) {
      return pendingApproval()
    }
    return payload.forceCloseChildren === true ? undefined : refuseOpenSubTickets(state, FORCED)
  },
  decide: (state, _command, context) => ({
    undoUntil: undoUntil(context),
    ...(countOpenSubTickets(state) > 0 ? { forced: true } : {}),
  }),
  evolve: closeTicket,
  recipients: notifyClosed,
  example: () => ({
    payload: { forceCloseChildren: true, cancelApproval: true },
    textsGiven: ['reason'],
  }),
}
