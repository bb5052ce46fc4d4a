import type { CommandDefinition } from './command.js'
import { notifyAsker, refuseDecided, removeRequest } from './lib/requests.js'

interface Declining {
  requestId: string
}

export const declineRequest: CommandDefinition<Declining, Declining> = {
  rule: {
    who: ['moderator'],
    from: ['closed', 'assigned', 'in_progress', 'reopened'],
    to: ['same'],
    about: 'Decline a request, for a reason',
    does: 'declines requests',
    done: 'freed of a request',
  },
  requires: 'reason',
  conflict: refuseDecided,
  decide: (_state, { payload: { requestId } }) => ({ requestId }),
  evolve: (state, { requestId }) => ({ ...state, requests: removeRequest(state, requestId) }),
  concerns: 'request',
  recipients: (_after, { requestId }, before) => notifyAsker(before, requestId),
  example: ({ requests }) => ({
    payload: { requestId: requests[0]?.id ?? '' },
    textsGiven: ['reason'],
  }),
}
