import { refusal } from '../../errors.js'
import type { Behaviour } from './behaviour.js'
import { undoUntil } from './ending.js'

export const reject: Behaviour<'reject'> = {
  guard: (state, { payload, given }, { facts }) => {
    if (payload.duplicateOf === undefined) {
      if (given.includes('reason')) return undefined
      return refusal('validation_failed', 'Say why, or which ticket it duplicates.', {
        reason: ['is required unless duplicateOf is given'],
      })
    }
    return facts.duplicateOfExists === true && payload.duplicateOf !== state.id
      ? undefined
      : refusal('ticket_not_found', 'There is no such ticket to be a duplicate of.')
  },
  event: (_state, { payload }, context) => ({
    type: 'reject',
    at: context.at,
    duplicateOf: payload.duplicateOf ?? null,
    undoUntil: undoUntil(context),
  }),
}
