import type { EventDefinition, Rule } from '../commands/command.js'
import { arm } from '../deadlines.js'
import type { Priority } from '../status.js'

/** A draft's fields that rules read; its texts are columns of the row. */
export interface DraftSaved {
  departmentId: string | null
  categoryId: string | null
  groupId: string | null
  priority: Priority
  /** By its author. */
  isPriorityGiven?: true
  tags: string[]
  expiresAt: string
}

/** Who may edit a draft, in the words of a command's rule. */
export const SAVE_DRAFT: Rule = {
  who: ['author'],
  from: ['draft'],
  to: ['same'],
  about: 'Save what is written so far; its expiry starts anew',
  does: 'edits a draft',
  done: 'edited',
}

/** An author's edit: a transaction of its own under the row's lock, without a workflow. */
export const draftSaved: EventDefinition<DraftSaved> = {
  evolve: ({ isPriorityGiven: _former, ...state }, event) => ({
    ...state,
    departmentId: event.departmentId,
    categoryId: event.categoryId,
    groupId: event.groupId,
    priority: event.priority,
    ...(event.isPriorityGiven === true ? { isPriorityGiven: true } : {}),
    tags: event.tags,
    deadlines: arm(state.deadlines, 'draft_expiry', event.expiresAt, state.seq),
  }),
}
