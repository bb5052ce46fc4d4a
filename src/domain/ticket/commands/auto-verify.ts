import type { CommandDefinition } from './command.js'
import { notifyResolved, verify } from './lib/closing.js'

export const autoVerify: CommandDefinition = {
  rule: {
    who: ['system'],
    from: ['completed'],
    to: ['resolved'],
    about: 'The requester did not answer in time',
    does: 'verifies by time',
    done: 'verified',
  },
  decide: () => ({}),
  evolve: (state, { at }) => verify(state, at),
  recipients: notifyResolved,
  example: () => ({ payload: {}, textsGiven: [] }),
}
