import { required } from '../../assert.js'
import { refusal } from '../../errors.js'
import { requireUser } from '../../people.js'
import { acknowledgeBy, assignedDueDates } from './assignment.js'
import type { Behaviour } from './behaviour.js'

export const claim: Behaviour<'claim'> = {
  conflict: (state) =>
    state.assigneeId === null
      ? undefined
      : refusal('already_assigned', 'The ticket is already assigned.'),
  event: (state, command, context) => {
    return {
      type: 'claim',
      at: context.at,
      departmentId: required(state.departmentId, 'department of an open ticket'),
      assigneeId: requireUser(command.actor),
      priority: state.priority,
      dueDates: assignedDueDates(state, {}, state.priority, context),
      acknowledgeBy: acknowledgeBy(context),
    }
  },
}
