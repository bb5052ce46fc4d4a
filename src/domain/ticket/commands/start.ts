import { disarm } from '../deadlines.js'
import { notifyUsers } from '../outcome/notifications.js'
import type { TicketState } from '../state.js'
import { isSplit } from '../sub-tickets/counts.js'
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
    subTickets: recordOwnStart(state, at),
    deadlines: disarm(state.deadlines, 'acknowledge'),
  }),
  recipients: ({ requesterId }) => [notifyUsers('ticket_started', requesterId)],
  example: () => ({ payload: {}, textsGiven: [] }),
}

/** A parent shows when it was split, until no sub-ticket is left. */
function recordOwnStart(state: TicketState, at: string): TicketState['subTickets'] {
  const { subTickets } = state
  if (subTickets === null || !isSplit(state)) return subTickets
  const { own } = subTickets
  return { ...subTickets, own: { ...own, startedAt: own.startedAt ?? at } }
}
