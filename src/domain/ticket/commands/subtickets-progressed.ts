import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import {
  changeBySubTicket,
  followSubTicket,
  type SubTicketChange,
  subTicketChange,
} from './lib/sub-ticket-change.js'

/** A command of the parent by the system, within the commit of the sub-ticket that it tells of. */
export const subticketsProgressed: CommandDefinition<SubTicketChange, SubTicketChange> = {
  ...subTicketChange,
  rule: {
    who: ['system'],
    from: LIVE,
    to: ['same'],
    about: 'One was closed, withdrawn or deleted, or its people changed',
    does: 'follows sub-tickets',
    done: 'changed by a sub-ticket',
  },
  evolve: followSubTicket(changeBySubTicket),
}
