import { refusal } from '../../errors.js'
import { acknowledgeBy, assignedDueDates } from './assignment.js'
import type { Behaviour } from './behaviour.js'

export const claim: Behaviour<'claim'> = {
  conflict: (state) =>
    state.assigneeId === null
      ? undefined
      : refusal('already_assigned', 'The ticket is already assigned.'),
  event: (state, command, context) => {
    if (command.actor.kind !== 'user' || state.departmentId === null) return undefined
    return {
      type: 'claim',
      at: context.at,
      departmentId: state.departmentId,
      assigneeId: command.actor.id,
      priority: state.priority,
      dueDates: assignedDueDates(state, {}, state.priority, context),
      acknowledgeBy: acknowledgeBy(context),
    }
  },
}
