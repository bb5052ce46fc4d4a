import { armRepeat } from '../deadlines.js'
import { notifyModerators } from '../outcome/notifications.js'
import type { CommandDefinition } from './command.js'
import { decideRepeat, type Repeated } from './lib/reminders.js'

interface PostponedReminded extends Repeated {
  users: string[]
}

export const remindPostponed: CommandDefinition<object, PostponedReminded> = {
  rule: {
    who: ['system'],
    from: ['postponed'],
    to: ['same'],
    internal: true,
    about: 'It is still postponed',
    does: 'reminds of postponed tickets',
    done: 'reminded of',
  },
  decide: ({ deadlines, postponed, assigneeId, departmentId }, _command, { at, facts }) => {
    const due = deadlines.postpone_reminder
    if (due === undefined || postponed === null) return undefined
    const head = departmentId === null ? null : (facts.departments[departmentId]?.headId ?? null)
    return {
      ...decideRepeat(due, postponed.reminderEvery, at),
      users: [assigneeId ?? head].filter((id) => id !== null),
    }
  },
  evolve: (state, { n, nextAt }) => ({
    ...state,
    deadlines: armRepeat(state.deadlines, 'postpone_reminder', nextAt, n),
  }),
  recipients: (_after, { users }) => [notifyModerators('postpone_reminder', ...users)],
  example: () => ({ payload: {}, textsGiven: [] }),
}
