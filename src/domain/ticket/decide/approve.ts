import { required } from '../../assert.js'
import { targetDepartment, unknownDepartment } from './assignment.js'
import type { Behaviour } from './behaviour.js'
import { undoUntil } from './ending.js'

export const approve: Behaviour<'approve'> = {
  guard: (state, { payload }, { facts }) =>
    unknownDepartment(facts, targetDepartment(state, payload.departmentId)),
  event: (state, { payload }, context) => ({
    type: 'approve',
    at: context.at,
    undoUntil: undoUntil(context),
    departmentId: required(targetDepartment(state, payload.departmentId), 'department'),
  }),
}
