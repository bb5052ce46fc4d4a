import { required } from '../../assert.js'
import { requireUser } from '../../people.js'
import { alreadyAssigned, refuseFull } from '../refusals.js'
import type { CommandDefinition } from './command.js'
import * as assignment from './lib/assignment.js'
import { joinUnlessRemoved } from './lib/participants.js'

export const claim: CommandDefinition<object, assignment.Assigned> = {
  rule: {
    who: ['department_agent', 'moderator_in_person'],
    from: ['open'],
    to: ['assigned'],
    about: 'Take it from the queue; one of many racing claimers wins',
    does: 'claims it',
    done: 'claimed',
  },
  needs: ['policies', 'load'],
  conflict: (state) => (state.assigneeId === null ? undefined : alreadyAssigned(state)),
  guard: (_state, _command, { facts }) => refuseFull(facts.load),
  decide: (state, { actor }, context) => ({
    departmentId: required(state.departmentId, 'department of an open ticket'),
    assigneeId: requireUser(actor),
    priority: state.priority,
    dueDates: assignment.decideDueDates(
      assignment.findWaiting(state, context),
      state,
      () => context.at,
      context.facts,
    ),
    acknowledgeBy: assignment.acknowledgeBy(context),
  }),
  evolve: (state, event) => ({
    ...assignment.assignTo(state, event),
    removedParticipants: state.removedParticipants,
    participants: joinUnlessRemoved(state, event.assigneeId, { as: 'assignee' }, event.at),
  }),
  recipients: assignment.notifyAssignee,
  broadcasts: assignment.broadcastAssignment,
  example: () => ({ payload: {}, textsGiven: [] }),
}
