import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import { refuseDepartment } from './lib/assignment.js'

interface Merged {
  /** Whoever has moved the ticket meanwhile knew better. */
  from: string
  departmentId: string
}

/** By the system, when a department was merged into another: people, categories and groups have gone there with it. */
export const setDepartment: CommandDefinition<Merged, Pick<Merged, 'departmentId'>> = {
  rule: {
    who: ['system'],
    from: LIVE,
    to: ['same'],
    about: 'Follow its department, which was merged into another; whoever works on it goes on',
    does: 'moves the tickets of a department that was merged',
    done: 'moved with its department',
  },
  factGuard: (state, { payload: { from, departmentId } }, { facts }) =>
    state.departmentId === from ? refuseDepartment(facts, departmentId) : undefined,
  decide: (state, { payload: { from, departmentId } }) =>
    state.departmentId === from ? { departmentId } : undefined,
  evolve: (state, { departmentId }) => ({ ...state, departmentId }),
  example: () => ({ payload: { from: 'merged', departmentId: 'other' }, textsGiven: [] }),
}
