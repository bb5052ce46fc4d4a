import { completeSettings } from '../../settings.js'
import type { CommandDefinition } from './command.js'
import { closeTicket, notifyClosed, notifyResolved, verify } from './lib/closing.js'

interface Resolved {
  rating: number | null
  /** The organization lets the requester close. */
  closes: boolean
}

export const resolve: CommandDefinition<{ rating?: number }, Resolved> = {
  rule: {
    who: ['requester'],
    from: ['completed'],
    to: ['resolved', 'closed'],
    about: 'Verify the work; closes at once where the organization says so',
    does: 'verifies the work',
    done: 'verified',
  },
  locksRelatives: true,
  decide: (_state, { payload }, { facts }) => ({
    rating: payload.rating ?? null,
    closes: completeSettings(facts.settings).closurePolicy === 'requester',
  }),
  evolve: (state, { at, rating, closes }) => {
    const rated = { ...state, satisfactionScore: rating }
    return closes ? { ...closeTicket(rated, { at }), resolvedAt: at } : verify(rated, at)
  },
  recipients: (after, { closes }) => [
    ...notifyResolved(after),
    ...(closes ? notifyClosed(after) : []),
  ],
  example: () => ({ payload: {}, textsGiven: [] }),
}
