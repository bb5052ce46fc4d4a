import type { Refusal } from '../../errors.js'
import { type Caused, isRouting } from '../../people.js'
import { alreadyAssigned, refuseFull } from '../refusals.js'
import type { TicketState } from '../state.js'
import type { Priority } from '../status.js'
import { causeUndone } from '../undo-refusals.js'
import type { CommandDefinition } from './command.js'
import * as assignment from './lib/assignment.js'
import { refuseInstant } from './lib/instants.js'
import { moveTo } from './lib/participants.js'
import { type Undoable, undoUntil } from './lib/undo-window.js'

interface AssignPayload extends assignment.AssignmentPayload {
  priority?: Priority
}

/** Routing says why this one. */
type Assigned = assignment.Assigned & Undoable & { by?: 'routing'; why?: string }

export const assign: CommandDefinition<AssignPayload, Assigned> = {
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
  conflict: (state, { actor }) =>
    isRouting(actor) ? refuseOvertaken(state, actor.for) : undefined,
  guard: (_state, { payload: { dueAt } }, { at }) => refuseInstant('dueAt', dueAt, at),
  factGuard: ({ departmentId }, { actor, payload }, { facts }) =>
    assignment.refuseAssignee(facts, payload.departmentId ?? departmentId, payload.assigneeId) ??
    (isRouting(actor) ? refuseFull(facts.load) : undefined),
  decide: (state, { actor, payload }, context) => {
    const priority = payload.priority ?? state.priority
    const to = assignment.decideAssignee(state, payload, context)
    const subject = { ...state, ...moveTo(state, to.departmentId), priority }
    const wanted = { ...payload, ...assignment.findWaiting(state, context) }
    return {
      ...to,
      priority,
      dueDates: assignment.decideDueDates(wanted, subject, () => context.at, context.facts),
      undoUntil: undoUntil(context),
      ...(isRouting(actor) ? { by: 'routing', why: actor.for.why } : {}),
    }
  },
  evolve: assignment.assignTo,
  recipients: assignment.notifyAssignee,
  broadcasts: assignment.broadcastAssignment,
  example: () => ({ payload: {}, textsGiven: [] }),
}

/** The ticket must be where routing has found it. */
function refuseOvertaken(state: TicketState, { causedBy }: Caused): Refusal | undefined {
  if (state.assigneeId !== null) return alreadyAssigned(state)
  const { status, queued, autoAssign } = state
  const isThere = status === 'open' && (queued?.seq ?? 0) === causedBy
  return isThere && autoAssign !== false ? undefined : causeUndone()
}
