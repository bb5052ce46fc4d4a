import type { CommandDefinition } from './command.js'
import { softDelete } from './lib/drafts.js'

export const deleteDraft: CommandDefinition = {
  rule: {
    who: ['author'],
    from: ['draft'],
    to: ['same'],
    about: 'Put the draft away; its author can bring it back',
    does: 'puts a draft away',
    done: 'put away as a draft',
  },
  decide: () => ({}),
  evolve: softDelete,
  example: () => ({ payload: {}, textsGiven: [] }),
}
