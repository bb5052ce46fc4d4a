import { refusal } from '../../errors.js'
import type { Behaviour } from './behaviour.js'

export const answerClarification: Behaviour<'answer_clarification'> = {
  guard: (_state, { given }) =>
    given.includes('answer')
      ? undefined
      : refusal('validation_failed', 'Answer the question.', { answer: ['is required'] }),
  event: (_state, _command, { at }) => ({ type: 'answer_clarification', at }),
}
