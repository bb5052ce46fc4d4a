import type { BusinessTime } from '../../sla/business-time.js'
import { applyDueDates, startOfWork } from '../../sla/clocks.js'
import type { DueDates } from '../../sla/policies.js'
import type { DecisionContext } from '../facts.js'
import type { TicketState } from '../state.js'
import { LIVE, type Priority } from '../status.js'
import type { CommandDefinition } from './command.js'
import { decideDueDates } from './lib/assignment.js'

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
    about:
      'Change the priority; due dates are computed anew from the first assignment, but for one that was named',
    does: 'changes the priority',
    done: 'given another priority',
  },
  needs: ['policies'],
  decide: (state, { payload: { priority } }, { at, facts }) => {
    if (priority === state.priority) return undefined
    return { priority, dueDates: decideDates(state, priority, { at, facts }) }
  },
  evolve: (state, { priority, dueDates }) => ({
    ...state,
    priority,
    sla: dueDates === null ? state.sla : applyDueDates(state.sla, dueDates),
  }),
  example: ({ priority }) => ({ payload: { priority }, textsGiven: [] }),
}

/** Those of the priority's policy; a date that a person named stays where it is. */
function decideDates(
  state: TicketState,
  priority: Priority,
  { at, facts }: DecisionContext,
): DueDates | null {
  if (state.assignedAt === null) return null
  const findStart = (time: BusinessTime) => startOfWork(state, at, time)
  const { isDueDateNamed, resolutionDueAt } = state.sla
  const named = isDueDateNamed ? { dueAt: resolutionDueAt } : {}
  return decideDueDates(named, priority, findStart, facts)
}
