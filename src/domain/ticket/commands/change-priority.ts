import { applyDueDates } from '../../sla/clocks.js'
import type { DueDates } from '../../sla/policies.js'
import { LIVE, type Priority } from '../status.js'
import type { CommandDefinition } from './command.js'
import { decideAnew } from './lib/choose-anew.js'

interface PriorityChanged {
  priority: Priority
  /** null before the first assignment, as no clock exists yet; and where the system did it, which moves no date. */
  dueDates: DueDates | null
}

export const changePriority: CommandDefinition<{ priority: Priority }, PriorityChanged> = {
  rule: {
    who: ['moderator', 'ticket.priority'],
    from: LIVE,
    to: ['same'],
    about:
      'Change the priority; due dates are computed anew from the first assignment, but for one that was named',
    does: 'changes the priority',
    done: 'given another priority',
  },
  needs: ['policies'],
  decide: (state, { actor, payload: { priority } }, context) => {
    if (priority === state.priority) return undefined
    const isKept = actor.kind === 'system' || state.assignedAt === null
    return {
      priority,
      dueDates: isKept ? null : decideAnew(state, { ...state, priority }, context),
    }
  },
  evolve: (state, { priority, dueDates }) => ({
    ...state,
    priority,
    sla: dueDates === null ? state.sla : applyDueDates(state.sla, dueDates),
  }),
  example: ({ priority }) => ({ payload: { priority }, textsGiven: [] }),
}
