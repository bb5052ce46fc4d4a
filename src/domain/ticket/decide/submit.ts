import { refusal } from '../../errors.js'
import type { Behaviour } from './behaviour.js'

export const submit: Behaviour<'submit'> = {
  guard: (_state, _command, { facts }) =>
    facts.draftMissing.length === 0
      ? undefined
      : refusal('validation_failed', 'The draft is not complete yet.', {
          ...Object.fromEntries(facts.draftMissing.map((field) => [field, ['is required']])),
        }),
  event: (_state, _command, { at }) => ({ type: 'submit', at }),
}
