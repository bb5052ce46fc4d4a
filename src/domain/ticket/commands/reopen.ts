import { isAssignable } from '../../people.js'
import { applyDueDates } from '../../sla/clocks.js'
import type { DueDates } from '../../sla/policies.js'
import { NO_SLA } from '../../sla/sla.js'
import { arm } from '../deadlines.js'
import type { Facts } from '../facts.js'
import { notifyModerators, notifyUsers } from '../outcome/notifications.js'
import type { TicketState } from '../state.js'
import { NO_WORK, percentClosed } from '../sub-tickets/counts.js'
import type { CommandDefinition, Dated } from './command.js'
import { acknowledgeBy, decideDueDates } from './lib/assignment.js'
import { refuseEndedParent } from './lib/closing.js'
import { leave, letIn } from './lib/participants.js'
import { notifyAsker, refuseDecided, refuseReopenLimit, removeRequest } from './lib/requests.js'

interface Reopened {
  /** The request that was granted by this. */
  requestId: string | null
  /** null where neither the last assignee nor the head can work on it. */
  assigneeId: string | null
  dueDates: DueDates
  acknowledgeBy: string | null
}

export const reopen: CommandDefinition<{ requestId?: string }, Reopened> = {
  rule: {
    who: ['moderator'],
    from: ['closed'],
    to: ['reopened'],
    about: 'Begin its next version, with its last department, assignee and participants',
    does: 'reopens tickets',
    done: 'reopened',
  },
  requires: 'reason',
  locksRelatives: true,
  needs: ['policies', 'assignee'],
  conflict: (state, command, context) => {
    const isGranting = command.payload.requestId !== undefined // one's own accord knows no limit
    return (
      refuseDecided(state, command) ??
      refuseEndedParent(context.facts.parent) ??
      (isGranting ? refuseReopenLimit(state, context) : undefined)
    )
  },
  decide: (state, { payload }, context) => {
    const { at, facts } = context
    const { policyId, policyVersion } = state.sla
    const template = policyVersion === undefined ? (policyId ?? undefined) : undefined
    const assigneeId = findAssignee(state, facts)
    return {
      requestId: payload.requestId ?? null,
      assigneeId,
      dueDates: decideDueDates(
        template === undefined ? {} : { slaTemplateId: template },
        state,
        () => at,
        facts,
      ),
      acknowledgeBy: assigneeId === null ? null : acknowledgeBy(context),
    }
  },
  evolve: beginVersion,
  recipients: ({ requesterId, assigneeId }, { requestId }, before) => [
    notifyUsers('ticket_reopened', requesterId, assigneeId),
    ...(assigneeId === null ? [notifyModerators('ticket_unassigned')] : []),
    ...notifyAsker(before, requestId),
  ],
  messages: () => [], // its room is empty
  example: () => ({ payload: {}, textsGiven: ['reason'] }),
}

/** The last one, else the head of the department. */
function findAssignee({ assigneeId, departmentId }: TicketState, facts: Facts): string | null {
  if (departmentId === null) return null
  const head = facts.departments[departmentId]?.headId ?? null
  const fit = [assigneeId, head].find((id) => {
    const person = id === null ? undefined : facts.people[id]
    return person !== undefined && isAssignable(person, departmentId)
  })
  return fit ?? null
}

/** Who can't work on it any more leaves, and who is to work on it instead is let in. */
function replaceAssignee(state: TicketState, assigneeId: string | null, at: string): TicketState {
  if (assigneeId === state.assigneeId) return state
  const gone = [state.assigneeId]
  const left = { ...state, participants: leave(state.participants, gone) }
  if (assigneeId === null) return left
  const teamMembers = state.teamMembers.filter((userId) => userId !== assigneeId)
  return { ...left, ...letIn(left, assigneeId, 'assignee', at), teamMembers }
}

/** The last people read from now on; all that counted in the last version begins anew. */
function beginVersion(state: TicketState, event: Dated<Reopened>): TicketState {
  const { at, requestId, assigneeId, dueDates } = event
  const { subTickets } = state
  const { participants, ...last } = replaceAssignee(state, assigneeId, at)
  return {
    ...last,
    status: 'reopened',
    assigneeId,
    version: state.version + 1,
    reopenCount: state.reopenCount + (requestId === null ? 0 : 1),
    participants: participants.map((one) => ({ ...one, joinedAt: at, historyFrom: at })),
    acknowledgements: [],
    progressPercent: percentClosed(subTickets ?? { total: 0, closed: 0 }),
    // what was remembered of the last version leads nowhere in this one
    subTickets:
      subTickets === null ? null : { ...subTickets, own: NO_WORK, readyOnReturn: false, taken: {} },
    satisfactionScore: null,
    clarification: null,
    texts: {},
    versionBeganAt: at,
    startedAt: null,
    assignedAt: at,
    completedAt: null,
    resolvedAt: null,
    closedAt: null,
    approval: null,
    sla: applyDueDates({ ...NO_SLA, policyId: state.sla.policyId }, dueDates),
    requests: removeRequest(state, requestId),
    deadlines: arm({}, 'acknowledge', event.acknowledgeBy, state.seq),
  }
}
