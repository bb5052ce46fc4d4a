import { required } from '../../assert.js'
import { refusal } from '../../errors.js'
import {
  acknowledgeBy,
  assignedDueDates,
  targetAssignee,
  targetDepartment,
  unassignable,
  unknownDepartment,
} from './assignment.js'
import type { Behaviour } from './behaviour.js'
import { undoUntil } from './ending.js'

export const assign: Behaviour<'assign'> = {
  guard: (state, { payload }, { facts }) => {
    const departmentId = targetDepartment(state, payload.departmentId)
    const unknown = unknownDepartment(facts, departmentId)
    if (unknown !== undefined || departmentId === null) return unknown
    const named = payload.slaTemplateId
    if (named !== undefined && !facts.templates.some((template) => template.id === named)) {
      return refusal('sla_template_not_found', 'There is no such SLA template.')
    }
    return unassignable(facts, departmentId, payload.assigneeId)
  },
  event: (state, { payload }, context) => {
    const departmentId = required(targetDepartment(state, payload.departmentId), 'department')
    const assigneeId = targetAssignee(context.facts, departmentId, payload.assigneeId)
    const priority = payload.priority ?? state.priority
    return {
      type: 'assign',
      at: context.at,
      departmentId,
      assigneeId: required(assigneeId, 'assignee'),
      priority,
      dueDates: assignedDueDates(state, payload, priority, context),
      acknowledgeBy: acknowledgeBy(context),
      undoUntil: undoUntil(context),
    }
  },
}
