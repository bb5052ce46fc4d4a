import type { Behaviour } from './behaviour.js'

export const acknowledge: Behaviour<'acknowledge'> = {
  event: (state, { actor }, { at }) => {
    if (actor.kind !== 'user') return undefined
    const known = state.acknowledgements.some(({ userId }) => userId === actor.id)
    return known ? undefined : { type: 'acknowledge', at, userId: actor.id }
  },
}
