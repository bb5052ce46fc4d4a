import { required } from '../../invariants.js'
import { targetDepartment, unknownDepartment } from './assignment.js'
import type { Behaviour } from './behaviour.js'

export const approve: Behaviour<'approve'> = {
  guard: (state, { payload }, { facts }) =>
    unknownDepartment(facts, targetDepartment(state, payload.departmentId)),
  event: (state, { payload }, { at }) => ({
    type: 'approve',
    at,
    departmentId: required(targetDepartment(state, payload.departmentId), 'department'),
  }),
}
