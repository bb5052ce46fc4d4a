import type { CommandDefinition } from './command.js'
import {
  notifyRaised,
  type RequestRaised,
  raiseRequest,
  recordRequest,
  refuseNesting,
  refusePending,
} from './lib/requests.js'

export const requestSubTicket: CommandDefinition<{ departmentId?: string }, RequestRaised> = {
  rule: {
    who: ['assignee'],
    from: ['assigned', 'in_progress', 'reopened'],
    to: ['same'],
    about: 'Ask a moderator for a sub-ticket',
    does: 'asks for a sub-ticket',
    done: 'asked to be split',
  },
  requires: 'reason',
  conflict: refuseNesting,
  guard: (state) => refusePending(state, 'sub_ticket'),
  decide: (_state, command) => recordRequest(command),
  evolve: (state, event) => raiseRequest(state, 'sub_ticket', event),
  concerns: 'request',
  recipients: notifyRaised,
  example: () => ({ payload: {}, textsGiven: ['reason'] }),
}
