import type { CommandDefinition } from './command.js'
import {
  becomeReady,
  changeBySubTicket,
  followSubTicket,
  type SubTicketChange,
  subTicketChange,
} from './lib/sub-ticket-change.js'

/** A command of the parent by the system, within the commit of the sub-ticket that was the last. */
export const subticketsClosed: CommandDefinition<SubTicketChange, SubTicketChange> = {
  ...subTicketChange,
  rule: {
    who: ['system'],
    from: ['assigned', 'in_progress', 'reopened'],
    to: ['ready_for_closure'],
    about: 'All are closed; while postponed or waiting for an approval it follows on return',
    does: 'follows sub-tickets',
    done: 'made ready for closure',
  },
  evolve: followSubTicket((state, event) => becomeReady(changeBySubTicket(state, event))),
}
