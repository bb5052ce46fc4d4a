import { isAssignable } from '../../people.js'
import { notAssignable } from '../refusals.js'
import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import { refuseDepartment } from './lib/assignment.js'
import { moveTo } from './lib/participants.js'

interface SetDepartment {
  /** Whose tickets go with it, where it was merged: whoever has moved one meanwhile knew better. */
  from?: string
  departmentId: string
}

interface DepartmentSet {
  departmentId: string
  /** It leaves what belongs to its department behind; where that was merged, this has gone there, too. */
  leaves?: true
}

/** When a department was merged into another, and people, categories and groups have gone there; or as a rule says. */
export const setDepartment: CommandDefinition<SetDepartment, DepartmentSet> = {
  rule: {
    who: ['system', 'automation'],
    from: LIVE,
    to: ['same'],
    about: 'Follow its department, which was merged into another, or go to one as a rule says',
    does: 'moves tickets without assigning them',
    done: 'moved to another department',
  },
  needs: ['assignee'],
  factGuard: (
    { departmentId: present, assigneeId },
    { payload: { from, departmentId } },
    context,
  ) => {
    if (from !== undefined && from !== present) return undefined
    const refused = refuseDepartment(context.facts, departmentId)
    if (refused !== undefined || from !== undefined || assigneeId === null) return refused
    const person = context.facts.people[assigneeId]
    const isTheirs = person !== undefined && isAssignable(person, departmentId)
    return isTheirs ? undefined : notAssignable(assigneeId)
  },
  decide: (state, { payload: { from, departmentId } }) => {
    if (from !== undefined) return state.departmentId === from ? { departmentId } : undefined
    return state.departmentId === departmentId ? undefined : { departmentId, leaves: true }
  },
  evolve: (state, { departmentId, leaves }) => ({
    ...state,
    ...(leaves === true ? moveTo(state, departmentId) : { departmentId }),
  }),
  example: () => ({ payload: { from: 'merged', departmentId: 'other' }, textsGiven: [] }),
}
