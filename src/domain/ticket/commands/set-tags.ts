import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'

interface Tags {
  tags: string[]
}

export const setTags: CommandDefinition<Tags, Tags> = {
  rule: {
    who: ['assignee', 'moderator'],
    from: LIVE,
    to: ['same'],
    about: 'Replace the tags',
    does: 'sets the tags',
    done: 'tagged',
  },
  decide: (state, { payload: { tags } }) =>
    tags.join('\0') === state.tags.join('\0') ? undefined : { tags },
  evolve: (state, { tags }) => ({ ...state, tags }),
  example: ({ tags }) => ({ payload: { tags }, textsGiven: [] }),
}
