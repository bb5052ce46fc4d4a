import { beginAnswer } from '../../sla/next-response.js'
import type { EventDefinition } from '../commands/command.js'

/** The first public message of the requester since staff last answered: the message's own transaction appends it. */
export const requesterMessage: EventDefinition = {
  internal: true,
  evolve: (state, { at }) => ({ ...state, sla: beginAnswer(state.sla, at) }),
}
