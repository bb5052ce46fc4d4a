import type { Behaviour } from './behaviour.js'

export const setTags: Behaviour<'set_tags'> = {
  event: (state, { payload: { tags } }, { at }) =>
    tags.join('\0') === state.tags.join('\0') ? undefined : { type: 'set_tags', at, tags },
}
