import { required } from '../../assert.js'
import { incompleteUploads } from '../../attachment/upload.js'
import { refuseUnentitled } from '../../billing/entitlement.js'
import { incompleteDraft } from '../content-refusals.js'
import { disarm } from '../deadlines.js'
import { listMissing } from '../drafts/missing.js'
import { notifyModerators, notifyUsers } from '../outcome/notifications.js'
import { unknownThing } from '../refusals.js'
import type { CommandDefinition } from './command.js'
import { refuseForeignCategory } from './lib/assignment.js'
import { join } from './lib/participants.js'

export const submit: CommandDefinition = {
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
  decide: () => ({}),
  evolve: (state, { at }) => ({
    ...state,
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
