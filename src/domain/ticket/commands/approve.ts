import { required } from '../../assert.js'
import { notifyUsers } from '../outcome/notifications.js'
import type { CommandDefinition } from './command.js'
import { refuseDepartment } from './lib/assignment.js'
import { moveTo } from './lib/participants.js'
import { type Undoable, undoUntil } from './lib/undo-window.js'

interface ApprovePayload {
  departmentId?: string
}

interface Approved extends Undoable {
  departmentId: string
}

export const approve: CommandDefinition<ApprovePayload, Approved> = {
  rule: {
    who: ['moderator'],
    from: ['submitted'],
    to: ['open'],
    undoable: true,
    about: "Put it in its department's queue",
    does: 'approves tickets',
    done: 'approved',
  },
  factGuard: ({ departmentId }, { payload }, { facts }) =>
    refuseDepartment(facts, payload.departmentId ?? departmentId),
  decide: ({ departmentId }, { payload }, context) => ({
    departmentId: required(payload.departmentId ?? departmentId, 'department'),
    undoUntil: undoUntil(context),
  }),
  evolve: (state, { departmentId }) => ({
    ...state,
    ...moveTo(state, departmentId),
    status: 'open',
    assigneeId: null,
  }),
  recipients: ({ requesterId }) => [notifyUsers('ticket_approved', requesterId)],
  example: () => ({ payload: {}, textsGiven: [] }),
}
