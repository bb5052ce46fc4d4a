import { tooManyTags } from '../refusals.js'
import type { TicketState } from '../state.js'
import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'

interface Tags {
  tags: string[]
}

/** Whole, or what is added to those that are there and taken from them. */
type TagsPayload = Tags | { add?: string[]; remove?: string[] }

const MOST_TAGS = 20

export const setTags: CommandDefinition<TagsPayload, Tags> = {
  rule: {
    who: ['assignee', 'moderator'],
    from: LIVE,
    to: ['same'],
    about: 'Replace the tags',
    does: 'sets the tags',
    done: 'tagged',
  },
  guard: (state, { payload }) =>
    listTags(state, payload).length > MOST_TAGS ? tooManyTags(MOST_TAGS) : undefined,
  decide: (state, { payload }) => {
    const tags = listTags(state, payload)
    return tags.join('\0') === state.tags.join('\0') ? undefined : { tags }
  },
  evolve: (state, { tags }) => ({ ...state, tags }),
  example: ({ tags }) => ({ payload: { tags }, textsGiven: [] }),
}

function listTags(state: TicketState, payload: TagsPayload): string[] {
  if ('tags' in payload) return payload.tags
  const { add = [], remove = [] } = payload
  return [...new Set([...state.tags, ...add])].filter((tag) => !remove.includes(tag))
}
