import { refusal } from '../../errors.js'
import type { Behaviour } from './behaviour.js'
import { undoUntil } from './ending.js'

export const askClarification: Behaviour<'ask_clarification'> = {
  guard: (_state, { given }) =>
    given.includes('question')
      ? undefined
      : refusal('validation_failed', 'Say what is unclear.', { question: ['is required'] }),
  event: (_state, _command, context) => ({
    type: 'ask_clarification',
    at: context.at,
    undoUntil: undoUntil(context),
  }),
}
