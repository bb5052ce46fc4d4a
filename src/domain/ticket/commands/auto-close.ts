import type { CommandDefinition } from './command.js'
import { closeTicket, notifyClosed } from './lib/closing.js'

export const autoClose: CommandDefinition = {
  rule: {
    who: ['system'],
    from: ['completed', 'resolved'],
    to: ['closed'],
    about: 'The time for objections is over',
    does: 'closes by time',
    done: 'closed',
  },
  locksRelatives: true,
  decide: () => ({}),
  evolve: closeTicket,
  recipients: notifyClosed,
  example: () => ({ payload: {}, textsGiven: [] }),
}
