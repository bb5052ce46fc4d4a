import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import { refuseForeignCategory } from './lib/assignment.js'

interface CategorySet {
  categoryId: string
  /** Whose tickets of this category are; null where it has no group. */
  groupId: string | null
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
  factGuard: ({ departmentId }, { payload: { categoryId } }, { facts }) =>
    refuseForeignCategory(facts, departmentId, categoryId),
  decide: (state, { payload: { categoryId } }, { facts }) => {
    const groupId = facts.categories[categoryId]?.groupId ?? null
    const isSame = state.categoryId === categoryId && state.groupId === groupId
    return isSame ? undefined : { categoryId, groupId }
  },
  evolve: (state, { categoryId, groupId }) => ({ ...state, categoryId, groupId }),
  example: () => ({ payload: { categoryId: 'category' }, textsGiven: [] }),
}
