import { decided, escalated } from '../../approval/approval.js'
import { required } from '../../assert.js'
import { NO_SLA, withDueDates } from '../../sla/clocks.js'
import type { TicketEvent } from '../events.js'
import type { RequestKind } from '../requests.js'
import type { Postponed, TicketState } from '../state.js'
import type { Appliers } from './apply.js'
import { arm, repeat, without } from './deadlines.js'
import { withoutRequest } from './people.js'

function raised(kind: RequestKind) {
  return (
    state: TicketState,
    { requestId, userId, at }: { requestId: string; userId: string; at: string },
  ): TicketState => ({
    ...state,
    requests: [...state.requests, { id: requestId, kind, by: userId, at }],
  })
}

function armApproval(state: TicketState, remindAt: string | null, escalateAt: string | null) {
  const keep =
    (kind: 'approval_reminder' | 'approval_escalation', at: string | null) =>
    (deadlines: TicketState['deadlines']) =>
      at !== null && deadlines[kind]?.at === at ? deadlines : arm(deadlines, kind, at, state.seq)
  return keep(
    'approval_escalation',
    escalateAt,
  )(keep('approval_reminder', remindAt)(state.deadlines))
}

/** The next life: the last people, from now on; all that counted in the last one begins anew. */
function reopened(state: TicketState, event: TicketEvent<'reopen'>): TicketState {
  const { at, requestId, dueDates, acknowledgeBy } = event
  return {
    ...state,
    status: 'reopened',
    version: state.version + 1,
    reopenCount: state.reopenCount + (requestId === null ? 0 : 1),
    participants: state.participants.map((one) => ({ ...one, joinedAt: at, historyFrom: at })),
    acknowledgements: [],
    assignedAt: at,
    completedAt: null,
    resolvedAt: null,
    closedAt: null,
    approval: null,
    sla: withDueDates({ ...NO_SLA, policyId: state.sla.policyId }, dueDates),
    requests: withoutRequest(state, requestId),
    deadlines: arm({}, 'acknowledge', acknowledgeBy, state.seq),
  }
}

/** Parking, approvals and requests: what a ticket waits for. */
export const WAITING = {
  postpone: (state, { at, reminderEvery, remindAt, resumeAt, requestId }) => ({
    ...state,
    status: 'postponed',
    postponed: {
      at,
      from: state.status as Postponed['from'], // the statuses that the rule allows
      reminderEvery,
      resumeAt,
      acknowledgeAt: state.deadlines.acknowledge?.at ?? null,
    },
    sla: { ...state.sla, paused: true },
    requests: withoutRequest(state, requestId),
    deadlines: arm(
      arm(state.deadlines, 'postpone_reminder', remindAt, state.seq),
      'resume',
      resumeAt,
      state.seq,
    ),
  }),
  restart: (state) => ({
    ...state,
    ...({ status: required(state.postponed, 'parking').from } as { status: 'in_progress' }), // one of those with or without assignee
  }),
  remind_postponed: (state, { n, nextAt }) => ({
    ...state,
    deadlines: repeat(state.deadlines, 'postpone_reminder', nextAt, n),
  }),
  request_approval: (state, { approval, remindAt, escalateAt }) => ({
    ...state,
    status: approval.status === 'pending' ? 'awaiting_approval' : 'in_progress',
    approval,
    approvalCount: approval.n,
    deadlines: armApproval(state, remindAt, escalateAt),
  }),
  decide_approval: (state, { userId, approved, at, remindAt, escalateAt }) => {
    const approval = decided(required(state.approval, 'approval'), userId, approved, at)
    const pending = approval.status === 'pending'
    return {
      ...state,
      status: pending ? 'awaiting_approval' : 'in_progress',
      approval,
      reworkCount: state.reworkCount + (approval.status === 'rejected' ? 1 : 0),
      deadlines: armApproval(state, remindAt, escalateAt),
    }
  },
  remind_approval: (state, { n, nextAt }) => ({
    ...state,
    deadlines: repeat(state.deadlines, 'approval_reminder', nextAt, n),
  }),
  escalate_approval: (state) => ({
    ...state,
    approval: escalated(required(state.approval, 'approval')),
    deadlines: without(state.deadlines, 'approval_escalation'),
  }),
  request_reopening: raised('reopen'),
  request_sub_ticket: raised('sub_ticket'),
  request_postponement: raised('postpone'),
  decline_request: (state, { requestId }) => ({
    ...state,
    requests: withoutRequest(state, requestId),
  }),
  reopen: reopened,
} satisfies Appliers<
  | 'postpone'
  | 'restart'
  | 'remind_postponed'
  | 'request_approval'
  | 'decide_approval'
  | 'remind_approval'
  | 'escalate_approval'
  | 'request_reopening'
  | 'request_sub_ticket'
  | 'request_postponement'
  | 'decline_request'
  | 'reopen'
>
