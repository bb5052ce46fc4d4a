import { isAssignable } from '../../people.js'
import { applyDueDates } from '../../sla/clocks.js'
import type { DueDates } from '../../sla/policies.js'
import { notAssignable } from '../refusals.js'
import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import { refuseDepartment } from './lib/assignment.js'
import { chooseAnew } from './lib/choose-anew.js'
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
  /** Of another policy, where a person has done it; left out where the dates stay. */
  dueDates?: DueDates
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
  needs: ['assignee', 'policies'],
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
  decide: (state, { actor, payload: { from, departmentId } }, context) => {
    const isElsewhere = from !== undefined && state.departmentId !== from
    if (isElsewhere || state.departmentId === departmentId) return undefined
    const leaves = from === undefined
    const place = leaves ? moveTo(state, departmentId) : { departmentId }
    const dueDates = chooseAnew(state, { ...state, ...place }, actor, context)
    return { departmentId, ...(leaves && { leaves }), ...(dueDates && { dueDates }) }
  },
  evolve: (state, { departmentId, leaves, dueDates }) => ({
    ...state,
    sla: dueDates === undefined ? state.sla : applyDueDates(state.sla, dueDates),
    ...(leaves === true ? moveTo(state, departmentId) : { departmentId }),
  }),
  example: () => ({ payload: { from: 'merged', departmentId: 'other' }, textsGiven: [] }),
}
