import { disarm } from '../deadlines.js'
import { notifyModerators } from '../outcome/notifications.js'
import type { CommandDefinition } from './command.js'

export const requestRework: CommandDefinition = {
  rule: {
    who: ['requester', 'moderator'],
    from: ['completed', 'resolved', 'ready_for_closure'],
    statusesFor: { requester: ['completed'] },
    to: ['in_progress'],
    about: 'Send it back to work; the countdown stops',
    does: 'sends it back to work',
    done: 'sent back to work',
  },
  requires: 'comment',
  decide: () => ({}),
  evolve: (state) => ({
    ...state,
    status: 'in_progress',
    reworkCount: state.reworkCount + 1,
    completedAt: null,
    resolvedAt: null,
    satisfactionScore: null,
    deadlines: disarm(state.deadlines, 'auto_verify', 'auto_close'),
  }),
  recipients: ({ assigneeId, requesterId }) => [
    notifyModerators('rework_requested', assigneeId, requesterId),
  ],
  example: () => ({ payload: {}, textsGiven: ['comment'] }),
}
