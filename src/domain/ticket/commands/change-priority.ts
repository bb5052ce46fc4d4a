import { applyDueDates } from '../../sla/clocks.js'
import { computeDueDates, type DueDates, findDefaultPolicy } from '../../sla/policies.js'
import { LIVE, type Priority } from '../status.js'
import type { CommandDefinition } from './command.js'
import { startOfWork } from './lib/assignment.js'

interface PriorityChanged {
  priority: Priority
  /** null before the first assignment: no clock exists yet. */
  dueDates: DueDates | null
}

export const changePriority: CommandDefinition<{ priority: Priority }, PriorityChanged> = {
  rule: {
    who: ['moderator', 'ticket.priority'],
    from: LIVE,
    to: ['same'],
    about: 'Change the priority; due dates are computed anew from the first assignment',
    does: 'changes the priority',
    done: 'given another priority',
  },
  needs: ['policies'],
  decide: (state, { payload: { priority } }, { at, facts }) => {
    if (priority === state.priority) return undefined
    const policy = findDefaultPolicy(facts.policies, priority)
    const dueDates =
      state.assignedAt === null ? null : computeDueDates(policy, startOfWork(state, at))
    return { priority, dueDates }
  },
  evolve: (state, { priority, dueDates }) => ({
    ...state,
    priority,
    sla: dueDates === null ? state.sla : applyDueDates(state.sla, dueDates),
  }),
  example: ({ priority }) => ({ payload: { priority }, textsGiven: [] }),
}
