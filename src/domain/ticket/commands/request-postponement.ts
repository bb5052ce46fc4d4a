import type { CommandDefinition } from './command.js'
import { refuseInstant } from './lib/instants.js'
import {
  notifyRaised,
  type RequestRaised,
  raiseRequest,
  recordRequest,
  refusePending,
} from './lib/requests.js'

interface RequestPostponementPayload {
  reminderEvery?: string
  resumeAt?: string
}

export const requestPostponement: CommandDefinition<RequestPostponementPayload, RequestRaised> = {
  rule: {
    who: ['assignee'],
    from: ['assigned', 'in_progress', 'reopened'],
    to: ['same'],
    about: 'Ask a moderator to postpone it',
    does: 'asks to postpone it',
    done: 'asked to be postponed',
  },
  requires: 'reason',
  guard: (state, { payload: { resumeAt } }, { at }) =>
    refuseInstant('resumeAt', resumeAt, at) ?? refusePending(state, 'postpone'),
  decide: (_state, command) => recordRequest(command),
  evolve: (state, event) => raiseRequest(state, 'postpone', event),
  concerns: 'request',
  recipients: notifyRaised,
  example: () => ({ payload: {}, textsGiven: ['reason'] }),
}
