import { refusal } from '../../errors.js'
import { required } from '../../invariants.js'
import { assign } from './assign.js'
import { acknowledgeBy, assignedDueDates, targetAssignee, targetDepartment } from './assignment.js'
import type { Behaviour } from './behaviour.js'
import { undoUntil } from './ending.js'

export const reassign: Behaviour<'reassign'> = {
  guard: (state, command, context) =>
    command.given.includes('reason')
      ? assign.guard?.(state, { ...command, name: 'assign' }, context)
      : refusal('validation_failed', 'Say why.', { reason: ['is required'] }),
  event: (state, { payload }, context) => {
    const departmentId = required(targetDepartment(state, payload.departmentId), 'department')
    const assigneeId = targetAssignee(context.facts, departmentId, payload.assigneeId)
    return {
      type: 'reassign',
      at: context.at,
      departmentId,
      assigneeId: required(assigneeId, 'assignee'),
      priority: state.priority,
      dueDates: newDueDates(state, payload, context),
      acknowledgeBy: acknowledgeBy(context),
      undoUntil: undoUntil(context),
    }
  },
}

/** Due dates stay unless a template or a date is named. */
function newDueDates(...[state, payload, context]: Parameters<typeof dates>) {
  if (payload.slaTemplateId !== undefined) return dates(state, payload, context)
  return payload.dueAt === undefined ? null : { ...state.sla, resolutionDueAt: payload.dueAt }
}

function dates(
  state: Parameters<typeof assignedDueDates>[0],
  payload: Parameters<typeof assignedDueDates>[1],
  context: Parameters<typeof assignedDueDates>[3],
) {
  return assignedDueDates(state, payload, state.priority, context)
}
