import { disarm } from '../deadlines.js'
import { notifyModerators } from '../outcome/notifications.js'
import type { CommandDefinition } from './command.js'

export const noteUnacknowledged: CommandDefinition = {
  rule: {
    who: ['system'],
    from: ['assigned', 'reopened'],
    to: ['same'],
    internal: true,
    about: 'Nobody acknowledged or started it in time: moderators are notified, once',
    does: 'watches for acknowledgements',
    done: 'found unacknowledged',
  },
  decide: ({ deadlines }) => (deadlines.acknowledge === undefined ? undefined : {}),
  evolve: (state) => ({ ...state, deadlines: disarm(state.deadlines, 'acknowledge') }),
  recipients: () => [notifyModerators('ticket_unacknowledged')],
  example: () => ({ payload: {}, textsGiven: [] }),
}
