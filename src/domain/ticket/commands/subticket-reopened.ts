import { disarm } from '../deadlines.js'
import { notifyModerators } from '../outcome/notifications.js'
import type { CommandDefinition } from './command.js'
import {
  changeBySubTicket,
  followSubTicket,
  type SubTicketChange,
  subTicketChange,
} from './lib/sub-ticket-change.js'

const DONE = ['ready_for_closure', 'completed', 'resolved'] as const

/** A command of the parent by the system, within the commit of the sub-ticket that was reopened. */
export const subticketReopened: CommandDefinition<SubTicketChange, SubTicketChange> = {
  ...subTicketChange,
  rule: {
    who: ['system'],
    from: DONE,
    to: ['in_progress'],
    about: 'One was reopened',
    does: 'follows sub-tickets',
    done: 'sent back to work by a sub-ticket',
  },
  evolve: followSubTicket((state, event) => {
    const next = changeBySubTicket(state, event)
    if (!DONE.some((status) => status === state.status)) return next
    return {
      ...next,
      status: 'in_progress',
      completedAt: null,
      resolvedAt: null,
      satisfactionScore: null,
      deadlines: disarm(next.deadlines, 'auto_verify', 'auto_close'),
    }
  }),
  recipients: ({ status, assigneeId, requesterId }, _event, before) =>
    status === before.status ? [] : [notifyModerators('rework_requested', assigneeId, requesterId)],
}
