import type { Behaviour } from './behaviour.js'
import { undoUntil } from './ending.js'

export const withdraw: Behaviour<'withdraw'> = {
  event: (_state, _command, context) => ({
    type: 'withdraw',
    at: context.at,
    undoUntil: undoUntil(context),
  }),
}
