import { refusal } from '../../errors.js'
import type { Behaviour } from './behaviour.js'

export const requestRework: Behaviour<'request_rework'> = {
  guard: (_state, { given }) =>
    given.includes('comment')
      ? undefined
      : refusal('validation_failed', 'Say what is missing.', { comment: ['is required'] }),
  event: (_state, _command, { at }) => ({ type: 'request_rework', at }),
}
