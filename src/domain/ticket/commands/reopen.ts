import { applyDueDates } from '../../sla/clocks.js'
import { computeDueDates, type DueDates, findDefaultPolicy } from '../../sla/policies.js'
import { NO_SLA } from '../../sla/sla.js'
import { arm } from '../deadlines.js'
import { sayPlainly } from '../outcome/messages.js'
import { notifyUsers } from '../outcome/notifications.js'
import type { TicketState } from '../state.js'
import { percentClosed } from '../sub-tickets/counts.js'
import type { CommandDefinition, Dated } from './command.js'
import { acknowledgeBy } from './lib/assignment.js'
import { notifyAsker, refuseDecided, refuseReopenLimit, removeRequest } from './lib/requests.js'

interface Reopened {
  /** The request that was granted by this. */
  requestId: string | null
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
  needs: ['policies'],
  conflict: refuseDecided,
  // a moderator's own accord knows no limit
  factConflict: (state, { payload }, context) =>
    payload.requestId === undefined ? undefined : refuseReopenLimit(state, context),
  decide: ({ sla, priority }, { payload }, context) => {
    const { at, facts } = context
    const known = facts.policies.find(({ id }) => id === sla.policyId)
    return {
      requestId: payload.requestId ?? null,
      dueDates: computeDueDates(known ?? findDefaultPolicy(facts.policies, priority), at),
      acknowledgeBy: acknowledgeBy(context),
    }
  },
  evolve: beginVersion,
  recipients: ({ requesterId, assigneeId }, { requestId }, before) => [
    notifyUsers('ticket_reopened', requesterId, assigneeId),
    ...notifyAsker(before, requestId),
  ],
  messages: ({ version }) => [sayPlainly(`The ticket was reopened: version ${version} begins.`)],
  example: () => ({ payload: {}, textsGiven: ['reason'] }),
}

/** The last people read from now on; all that counted in the last version begins anew. */
function beginVersion(state: TicketState, event: Dated<Reopened>): TicketState {
  const { at, requestId, dueDates } = event
  const { subTickets } = state
  return {
    ...state,
    status: 'reopened',
    version: state.version + 1,
    reopenCount: state.reopenCount + (requestId === null ? 0 : 1),
    participants: state.participants.map((one) => ({ ...one, joinedAt: at, historyFrom: at })),
    acknowledgements: [],
    progressPercent: percentClosed(subTickets ?? { total: 0, closed: 0 }),
    // what was remembered of the last version leads nowhere in this one
    subTickets: subTickets === null ? null : { ...subTickets, readyOnReturn: false },
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
