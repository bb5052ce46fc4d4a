import { completeSettings } from '../../settings.js'
import type { Behaviour } from './behaviour.js'
import { undoUntil } from './ending.js'

export const resolve: Behaviour<'resolve'> = {
  event: (_state, { payload }, context) => ({
    type: 'resolve',
    at: context.at,
    rating: payload.rating ?? null,
    undoUntil:
      completeSettings(context.facts.settings).closurePolicy === 'requester'
        ? undoUntil(context)
        : null,
  }),
}
