import { notifyModerators } from '../outcome/notifications.js'
import type { CommandDefinition } from './command.js'
import { refuseTooManyFiles } from './lib/files.js'

export const answerClarification: CommandDefinition<{ attachments?: string[] }> = {
  rule: {
    who: ['requester'],
    from: ['needs_clarification'],
    to: ['submitted'],
    about: 'Answer the question; it goes back to review',
    does: 'answers the question',
    done: 'answered for',
  },
  requires: 'answer',
  keeps: { clarificationAnswer: 'answer' },
  needs: ['files'],
  factGuard: (_state, command, context) => refuseTooManyFiles(command, context),
  decide: () => ({}),
  evolve: (state) => ({
    ...state,
    status: 'submitted',
    assigneeId: null,
    clarification: state.clarification === null ? null : { ...state.clarification, answered: true },
  }),
  recipients: () => [notifyModerators('clarification_answered')],
  example: () => ({ payload: {}, textsGiven: ['answer'] }),
}
