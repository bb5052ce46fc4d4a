import type { CommandDefinition } from './command.js'
import { softDelete } from './lib/drafts.js'

export const expireDraft: CommandDefinition = {
  rule: {
    who: ['system'],
    from: ['draft'],
    to: ['same'],
    about: 'Nobody has edited the draft for long: it is put away',
    does: 'puts expired drafts away',
    done: 'put away as a draft',
  },
  decide: () => ({}),
  evolve: softDelete,
  example: () => ({ payload: {}, textsGiven: [] }),
}
