import { disarm } from '../deadlines.js'
import { notifyUsers } from '../outcome/notifications.js'
import type { CommandDefinition } from './command.js'

export const start: CommandDefinition = {
  rule: {
    who: ['assignee'],
    from: ['assigned', 'reopened'],
    to: ['in_progress'],
    about: 'Begin to work on it',
    does: 'starts the work',
    done: 'started',
  },
  decide: () => ({}),
  evolve: (state, { at }) => ({
    ...state,
    status: 'in_progress',
    startedAt: state.startedAt ?? at,
    deadlines: disarm(state.deadlines, 'acknowledge'),
  }),
  recipients: ({ requesterId }) => [notifyUsers('ticket_started', requesterId)],
  example: () => ({ payload: {}, textsGiven: [] }),
}
