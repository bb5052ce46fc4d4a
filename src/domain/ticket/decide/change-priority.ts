import { defaultTemplate, dueDates } from '../../sla/due-dates.js'
import { workBegan } from './assignment.js'
import type { Behaviour } from './behaviour.js'

export const changePriority: Behaviour<'change_priority'> = {
  event: (state, { payload: { priority } }, { at, facts }) => {
    if (priority === state.priority) return undefined
    return {
      type: 'change_priority',
      at,
      priority,
      dueDates:
        state.assignedAt === null
          ? null
          : dueDates(defaultTemplate(facts.templates, priority), workBegan(state, at)),
    }
  },
}
