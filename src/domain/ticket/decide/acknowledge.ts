import { requireUser } from '../../people.js'
import type { Behaviour } from './behaviour.js'

export const acknowledge: Behaviour<'acknowledge'> = {
  event: (state, { actor }, { at }) => {
    const userId = requireUser(actor)
    const known = state.acknowledgements.some((seen) => seen.userId === userId)
    return known ? undefined : { type: 'acknowledge', at, userId }
  },
}
