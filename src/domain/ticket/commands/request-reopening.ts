import type { CommandDefinition } from './command.js'
import { refuseEndedParent } from './lib/closing.js'
import {
  notifyRaised,
  type RequestRaised,
  raiseRequest,
  recordRequest,
  refusePending,
  refuseReopenLimit,
} from './lib/requests.js'

export const requestReopening: CommandDefinition<object, RequestRaised> = {
  rule: {
    who: ['requester'],
    from: ['closed'],
    to: ['same'],
    about: 'Ask a moderator to reopen it',
    does: 'asks to reopen it',
    done: 'asked to be reopened',
  },
  requires: 'reason',
  conflict: (state, _command, context) =>
    refuseEndedParent(context.facts.parent) ?? refuseReopenLimit(state, context),
  guard: (state) => refusePending(state, 'reopen'),
  decide: (_state, command) => recordRequest(command),
  evolve: (state, event) => raiseRequest(state, 'reopen', event),
  concerns: 'request',
  recipients: notifyRaised,
  example: () => ({ payload: {}, textsGiven: ['reason'] }),
}
