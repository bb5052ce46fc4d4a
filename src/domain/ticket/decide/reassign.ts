import { required } from '../../assert.js'
import { refusal } from '../../errors.js'
import { parkedMsAt } from '../../sla/clocks.js'
import type { DueDates } from '../../sla/due-dates.js'
import type { DecisionContext, Payloads } from '../commands.js'
import type { TicketState } from '../state.js'
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
function newDueDates(
  state: TicketState,
  payload: Payloads['reassign'],
  context: DecisionContext,
): DueDates | null {
  if (payload.slaTemplateId !== undefined) {
    const parkedMs = parkedMsAt(state, context.at)
    const ended = { ...state, sla: { ...state.sla, parkedMs } }
    return assignedDueDates(ended, payload, state.priority, context)
  }
  if (payload.dueAt === undefined) return null
  const { policyId, firstResponseDueAt } = state.sla
  return { policyId, firstResponseDueAt, resolutionDueAt: payload.dueAt }
}
