import { applyDueDates } from '../../sla/clocks.js'
import type { DueDates } from '../../sla/policies.js'
import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import { refuseForeignCategory } from './lib/assignment.js'
import { chooseAnew } from './lib/choose-anew.js'

interface CategorySet {
  categoryId: string
  /** Whose tickets of this category are; null where it has no group. */
  groupId: string | null
  /** Of another policy, where a person has done it; left out where the dates stay. */
  dueDates?: DueDates
}

export const setCategory: CommandDefinition<{ categoryId: string }, CategorySet> = {
  rule: {
    who: ['automation'],
    from: LIVE,
    to: ['same'],
    about: "Put it in another category of its department, and into that category's group",
    does: 'changes the category',
    done: 'put in another category',
  },
  needs: ['policies'],
  factGuard: ({ departmentId }, { payload: { categoryId } }, { facts }) =>
    refuseForeignCategory(facts, departmentId, categoryId),
  decide: (state, { actor, payload: { categoryId } }, context) => {
    const groupId = context.facts.categories[categoryId]?.groupId ?? null
    const isSame = state.categoryId === categoryId && state.groupId === groupId
    if (isSame) return undefined
    const dueDates = chooseAnew(state, { ...state, categoryId, groupId }, actor, context)
    return { categoryId, groupId, ...(dueDates && { dueDates }) }
  },
  evolve: (state, { categoryId, groupId, dueDates }) => ({
    ...state,
    ...{ categoryId, groupId },
    sla: dueDates === undefined ? state.sla : applyDueDates(state.sla, dueDates),
  }),
  example: () => ({ payload: { categoryId: 'category' }, textsGiven: [] }),
}
