import { refusal } from '../../errors.js'
import type { Behaviour } from './behaviour.js'
import { undoUntil } from './ending.js'
import { hasOpenSubTickets, subTicketsOpen } from './sub-tickets.js'

export const close: Behaviour<'close'> = {
  guard: (state, { payload, given }) => {
    const verified = state.status === 'resolved' || state.status === 'ready_for_closure'
    if (!given.includes('reason') && !verified) {
      return refusal('validation_failed', 'Say why it is closed before it was verified.', {
        reason: ['is required unless the ticket is resolved or ready for closure'],
      })
    }
    if (state.status === 'awaiting_approval' && payload.cancelApproval !== true) {
      return refusal('approval_pending', 'An approval is pending; cancelApproval cancels it.')
    }
    return payload.forceCloseChildren === true ? undefined : subTicketsOpen(state)
  },
  event: (state, _command, context) => ({
    type: 'close',
    at: context.at,
    undoUntil: undoUntil(context),
    ...(hasOpenSubTickets(state) ? { forced: true as const } : {}),
  }),
}
