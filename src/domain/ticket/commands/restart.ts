import { required } from '../../assert.js'
import { notifyUsers } from '../outcome/notifications.js'
import type { TicketState } from '../state.js'
import type { CommandDefinition } from './command.js'
import { comeBack } from './lib/sub-ticket-change.js'
import { type Undoable, undoUntil } from './lib/undo-window.js'

/** A restart by itself, when `resumeAt` has come, can't be undone. */
export const restart: CommandDefinition<object, Undoable> = {
  rule: {
    who: ['moderator', 'system'],
    from: ['postponed'],
    to: ['open', 'assigned', 'in_progress', 'reopened'],
    undoable: true,
    about: 'Back to where it was postponed from; due dates become later by the time between',
    does: 'restarts postponed tickets',
    done: 'restarted',
  },
  decide: (_state, { actor }, context) => ({
    undoUntil: actor.kind === 'system' ? null : undoUntil(context),
  }),
  evolve: (state) => {
    const { from } = required(state.postponed, 'postponement')
    return comeBack({ ...state, status: from } as TicketState) // the status that it had with this assignee
  },
  recipients: ({ requesterId, assigneeId }) => [
    notifyUsers('ticket_restarted', requesterId, assigneeId),
  ],
  example: () => ({ payload: {}, textsGiven: [] }),
}
