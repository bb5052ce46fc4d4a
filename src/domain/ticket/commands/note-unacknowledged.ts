import { disarm } from '../deadlines.js'
import { notifyModerators } from '../outcome/notifications.js'
import type { CommandDefinition } from './command.js'

/** Whose it was when nobody had acknowledged it. */
interface Unacknowledged {
  assigneeId: string | null
}

export const noteUnacknowledged: CommandDefinition<object, Unacknowledged> = {
  rule: {
    who: ['system'],
    from: ['assigned', 'reopened'],
    to: ['same'],
    internal: true,
    about: 'Nobody acknowledged or started it in time: moderators are notified, once',
    does: 'watches for acknowledgements',
    done: 'found unacknowledged',
  },
  decide: ({ deadlines, assigneeId }) =>
    deadlines.acknowledge === undefined ? undefined : { assigneeId },
  evolve: (state) => ({ ...state, deadlines: disarm(state.deadlines, 'acknowledge') }),
  recipients: () => [notifyModerators('ticket_unacknowledged')],
  example: () => ({ payload: {}, textsGiven: [] }),
}
