import { requireUser } from '../../people.js'
import { disarm } from '../deadlines.js'
import type { CommandDefinition } from './command.js'

export const acknowledge: CommandDefinition<object, { userId: string }> = {
  rule: {
    who: ['assignee', 'team_member'],
    from: ['assigned', 'reopened', 'in_progress'],
    to: ['same'],
    about: 'Say that it was seen; again changes nothing',
    does: 'acknowledges it',
    done: 'acknowledged',
  },
  decide: ({ acknowledgements }, { actor }) => {
    const userId = requireUser(actor)
    return acknowledgements.some((seen) => seen.userId === userId) ? undefined : { userId }
  },
  evolve: (state, { userId, at }) => ({
    ...state,
    acknowledgements: [...state.acknowledgements, { userId, at }],
    deadlines: disarm(state.deadlines, 'acknowledge'),
  }),
  example: () => ({ payload: {}, textsGiven: [] }),
}
