import type { BusinessTime } from '../../sla/business-time.js'
import { applyDueDates, startOfWork } from '../../sla/clocks.js'
import type { DueDates } from '../../sla/policies.js'
import type { DecisionContext } from '../facts.js'
import type { TicketState } from '../state.js'
import { LIVE, type Priority } from '../status.js'
import type { CommandDefinition } from './command.js'
import { decideDueDates, findWaiting } from './lib/assignment.js'

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
    const dueDates = actor.kind === 'system' ? null : decideDates(state, priority, context)
    return { priority, dueDates }
  },
  evolve: (state, { priority, dueDates }) => ({
    ...state,
    priority,
    sla: dueDates === null ? state.sla : applyDueDates(state.sla, dueDates),
  }),
  example: ({ priority }) => ({ payload: { priority }, textsGiven: [] }),
}

/** Those of what is promised for the priority; a date that a person named stays where it is. */
function decideDates(
  state: TicketState,
  priority: Priority,
  context: DecisionContext,
): DueDates | null {
  if (state.assignedAt === null) return null
  const { at, facts } = context
  const findStart = (time: BusinessTime) => startOfWork(state, at, time)
  const { isDueDateNamed, resolutionDueAt } = state.sla
  const named = isDueDateNamed ? { dueAt: resolutionDueAt } : {}
  const wanted = { ...named, ...findWaiting(state, context) }
  return decideDueDates(wanted, { ...state, priority }, findStart, facts)
}
