import type { Priority } from '../status.js'
import type { CommandDefinition } from './command.js'
import * as assignment from './lib/assignment.js'
import { refuseInstant } from './lib/instants.js'
import { type Undoable, undoUntil } from './lib/undo-window.js'

interface AssignPayload extends assignment.AssignmentPayload {
  priority?: Priority
}

export const assign: CommandDefinition<AssignPayload, assignment.Assigned & Undoable> = {
  rule: {
    who: ['moderator', 'ticket.assign'],
    from: ['submitted', 'open'],
    to: ['assigned'],
    undoable: true,
    about: "Give it to somebody, by default the department's head; due dates start",
    does: 'assigns tickets',
    done: 'assigned',
  },
  needs: ['policies'],
  guard: (_state, { payload: { dueAt } }, { at }) => refuseInstant('dueAt', dueAt, at),
  factGuard: ({ departmentId }, { payload }, { facts }) =>
    assignment.refuseAssignee(facts, payload.departmentId ?? departmentId, payload.assigneeId),
  decide: (state, { payload }, context) => {
    const priority = payload.priority ?? state.priority
    return {
      ...assignment.decideAssignee(state, payload, context),
      priority,
      dueDates: assignment.decideDueDates(payload, priority, context.at, context.facts),
      undoUntil: undoUntil(context),
    }
  },
  evolve: assignment.assignTo,
  recipients: assignment.notifyAssignee,
  broadcasts: assignment.broadcastAssignment,
  example: () => ({ payload: {}, textsGiven: [] }),
}
