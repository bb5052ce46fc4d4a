import { required } from '../../assert.js'
import { incompleteUploads } from '../../attachment/upload.js'
import { refuseUnentitled } from '../../billing/entitlement.js'
import { incompleteDraft } from '../content-refusals.js'
import { disarm } from '../deadlines.js'
import { listMissing } from '../drafts/missing.js'
import { notifyModerators, notifyUsers } from '../outcome/notifications.js'
import { unknownThing } from '../refusals.js'
import type { Priority } from '../status.js'
import type { CommandDefinition } from './command.js'
import { refuseForeignCategory } from './lib/assignment.js'
import { join } from './lib/participants.js'

interface Submitted {
  /** What the plan of its requester gives what has none of its own. */
  priority?: Priority
}

export const submit: CommandDefinition<object, Submitted> = {
  rule: {
    who: ['author'],
    from: ['draft'],
    to: ['submitted'],
    about: 'Hand a draft in for review',
    does: 'hands a draft in',
    done: 'handed in',
  },
  needs: ['draft', 'files', 'entitlement'],
  factGuard: ({ departmentId, categoryId }, _command, { facts }) => {
    const { departments, draft, files } = facts
    if (departmentId !== null && departments[departmentId] === undefined) {
      return unknownThing('department', [departmentId])
    }
    const missing = listMissing({ ...required(draft, 'draft'), departmentId })
    if (missing.length > 0) return incompleteDraft(missing)
    const uploading = files?.uploading ?? []
    if (uploading.length > 0) return incompleteUploads(uploading)
    return (
      refuseForeignCategory(facts, departmentId, categoryId) ?? refuseUnentitled(facts.entitlement)
    )
  },
  decide: ({ isPriorityGiven = false, priority }, _command, { facts }) => {
    const bought = facts.entitlement?.terms.entitlements.priority
    // drafts from before 0.6.0 don't say it: whatever is not the default was chosen
    const isOwn = isPriorityGiven || priority !== 'normal'
    return bought === undefined || isOwn ? {} : { priority: bought }
  },
  evolve: ({ isPriorityGiven: _own, ...state }, { at, priority = state.priority }) => ({
    ...state,
    priority,
    status: 'submitted',
    assigneeId: null,
    submittedAt: at,
    versionBeganAt: at,
    deadlines: disarm(state.deadlines, 'draft_expiry'),
    participants: join(state.participants, state.requesterId, { as: 'requester' }, at),
  }),
  recipients: ({ requesterId }) => [
    notifyModerators('ticket_submitted'),
    notifyUsers('ticket_received', requesterId),
  ],
  broadcasts: ({ id, number, status }) => [
    { type: 'ticket:created', rooms: ['moderators'], data: { id, number, status } },
  ],
  messages: () => [],
  example: () => ({ payload: {}, textsGiven: [] }),
}
