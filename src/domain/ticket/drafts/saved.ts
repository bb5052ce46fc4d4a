import type { EventDefinition } from '../commands/command.js'
import { arm } from '../deadlines.js'
import type { Priority } from '../status.js'

/** A draft's fields that rules read; its texts are columns of the row. */
export interface DraftSaved {
  departmentId: string | null
  categoryId: string | null
  groupId: string | null
  priority: Priority
  tags: string[]
  expiresAt: string
}

/** An author's edit: a transaction of its own under the row's lock, without a workflow. */
export const draftSaved: EventDefinition<DraftSaved> = {
  evolve: (state, { departmentId, categoryId, groupId, priority, tags, expiresAt }) => ({
    ...state,
    departmentId,
    categoryId,
    groupId,
    priority,
    tags,
    deadlines: arm(state.deadlines, 'draft_expiry', expiresAt, state.seq),
  }),
}
