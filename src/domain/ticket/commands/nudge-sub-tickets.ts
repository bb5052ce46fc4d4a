import { after } from '../../time.js'
import { armRepeat } from '../deadlines.js'
import { notifyModerators } from '../outcome/notifications.js'
import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import { decideRepeat, type Repeated } from './lib/reminders.js'

interface SubTicketsNudged extends Repeated {
  users: string[]
  /** Those that stand still, and for how long at least. */
  numbers: string[]
  every: string
}

export const nudgeSubTickets: CommandDefinition<object, SubTicketsNudged> = {
  rule: {
    who: ['system'],
    from: LIVE,
    to: ['same'],
    internal: true,
    about:
      'Sub-tickets have stood still for too long: their assignees and the moderators are notified',
    does: 'watches sub-tickets',
    done: 'nudged',
  },
  needs: ['openSubTickets'],
  decide: ({ deadlines, subTickets }, _command, { at, facts }) => {
    const due = deadlines.sub_ticket_nudge
    if (due === undefined || subTickets === null) return undefined
    const { remindEvery } = subTickets
    const still = facts.openSubTickets.filter(
      ({ updatedAt }) => after(updatedAt, remindEvery) <= at,
    )
    return {
      ...decideRepeat(due, remindEvery, at),
      users: [...new Set(still.map(({ assigneeId }) => assigneeId))],
      numbers: still.map(({ number }) => number),
      every: remindEvery,
    }
  },
  evolve: (state, { n, nextAt }) => ({
    ...state,
    deadlines: armRepeat(state.deadlines, 'sub_ticket_nudge', nextAt, n),
  }),
  recipients: (_after, { users }) =>
    users.length === 0 ? [] : [notifyModerators('sub_ticket_reminder', ...users)],
  example: () => ({ payload: {}, textsGiven: [] }),
}
