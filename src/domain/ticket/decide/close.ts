import { refusal } from '../../errors.js'
import type { Behaviour } from './behaviour.js'
import { undoUntil } from './ending.js'

export const close: Behaviour<'close'> = {
  guard: (state, { given }) =>
    given.includes('reason') || state.status === 'resolved' || state.status === 'ready_for_closure'
      ? undefined
      : refusal('validation_failed', 'Say why it is closed before it was verified.', {
          reason: ['is required unless the ticket is resolved or ready for closure'],
        }),
  event: (_state, _command, context) => ({
    type: 'close',
    at: context.at,
    undoUntil: undoUntil(context),
  }),
}
