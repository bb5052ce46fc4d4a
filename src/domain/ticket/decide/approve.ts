import { targetDepartment, unknownDepartment } from './assignment.js'
import type { Behaviour } from './behaviour.js'

export const approve: Behaviour<'approve'> = {
  guard: (state, command, { facts }) =>
    unknownDepartment(facts, targetDepartment(state, command.payload.departmentId)),
  event: (state, command, { at }) => {
    const departmentId = targetDepartment(state, command.payload.departmentId)
    return departmentId === null ? undefined : { type: 'approve', at, departmentId }
  },
}
