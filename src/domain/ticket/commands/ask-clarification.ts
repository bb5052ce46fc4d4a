import { notifyUsers } from '../outcome/notifications.js'
import type { CommandDefinition } from './command.js'
import { isOfStaff } from './lib/response.js'
import { type Undoable, undoUntil } from './lib/undo-window.js'

export const askClarification: CommandDefinition<object, Undoable> = {
  rule: {
    who: ['moderator'],
    from: ['submitted'],
    to: ['needs_clarification'],
    undoable: true,
    about: 'Send it back to the requester with a question',
    does: 'asks the requester a question',
    done: 'sent back with a question',
  },
  requires: 'question',
  keeps: { clarificationQuestion: 'question' },
  decide: (state, { actor }, context) => ({
    undoUntil: undoUntil(context),
    ...(isOfStaff(state, actor, context.facts.actor) ? { isResponse: true } : {}),
  }),
  evolve: (state, { at }) => ({
    ...state,
    status: 'needs_clarification',
    assigneeId: null,
    clarification: { at, answered: false },
  }),
  recipients: ({ requesterId }) => [notifyUsers('clarification_asked', requesterId)],
  example: () => ({ payload: {}, textsGiven: ['question'] }),
}
