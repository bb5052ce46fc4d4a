import { decided, escalated } from '../approval/approval.js'
import { required } from '../invariants.js'
import { type Clock, dueOf, NO_SLA, responded, type Sla, withDueDates } from '../sla/clocks.js'
import type { EventType, TicketEvent, Undoable } from './events.js'
import { arm, repeat, without } from './evolve/deadlines.js'
import { join } from './evolve/participants.js'
import { assigned, reassigned, withoutTeamMember, withTeam } from './evolve/people.js'
import { settled, withClocks } from './evolve/settle.js'
import { byChild, divided } from './evolve/sub-tickets.js'
import { noticesOf } from './notices.js'
import type { RequestKind } from './requests.js'
import { isCommand, isFact, ruleOf } from './rules.js'
import type { Postponed, TicketState, Undo } from './state.js'
import { openUndo } from './undo.js'

/** Exactly what was before the action, but for what counts on and the facts that came since. */
function restored(state: TicketState): TicketState {
  const { before } = openUndo(state)
  return withClocks({
    ...before,
    seq: state.seq,
    revision: state.revision,
    updatedAt: state.updatedAt,
    flags: state.flags,
    sla: keptOf(before.sla, state.sla),
    undo: null,
  })
}

/** Facts of the clocks are kept: a word that was said, a warning that was sent, a date that has passed. */
function keptOf(before: Sla, now: Sla): Sla {
  const since = (clock: Clock) => dueOf(before, clock) === dueOf(now, clock)
  const all = (was: Clock[], is: Clock[]) => [...new Set([...was, ...is.filter(since)])]
  const breaches = all(before.breaches, now.breaches)
  return {
    ...before,
    firstResponseAt: now.firstResponseAt ?? before.firstResponseAt,
    warned: all(before.warned, now.warned),
    breaches,
    breached: breaches.length > 0,
  }
}

/** The state after an event. Total: what `decide` let through is never refused here. */
export function evolve(before: TicketState, event: TicketEvent): TicketState {
  const fact = isFact(event.type)
  const state: TicketState = {
    ...before,
    seq: before.seq + 1,
    revision: before.revision + (fact ? 0 : 1),
    updatedAt: fact ? before.updatedAt : event.at,
  }
  const applied = applierOf(event.type)(state, event)
  if (event.type === 'undo') return applied
  const next = settled(before, event, applied)
  return fact ? next : { ...next, undo: undoAfter(before, event, next) }
}

/** What may be taken back after a command: itself if it is undoable, and nothing older. */
function undoAfter(before: TicketState, event: TicketEvent, after: TicketState): Undo | null {
  const { undoUntil = null } = event as Partial<Undoable> // null where the system acted
  const undoable = isCommand(event.type) && ruleOf(event.type).undoable === true
  if (!isCommand(event.type) || !undoable || undoUntil === null) {
    return before.undo === null ? null : { kind: 'superseded' }
  }
  const notices = noticesOf(event, after, before)
  return {
    kind: 'open',
    command: event.type,
    at: event.at,
    seq: after.seq,
    until: undoUntil,
    told: {
      users: [...new Set(notices.flatMap(({ users }) => users))],
      moderators: notices.some(({ moderators }) => moderators),
    },
    ...(event.type === 'close' && event.byParent === true ? { byParent: true as const } : {}),
    before: { ...before, undo: null },
  }
}

type Apply<T extends EventType> = (state: TicketState, event: TicketEvent<T>) => TicketState

const closed: Apply<'close' | 'auto_close'> = (state, event) => ({
  ...ended(state, event.undoUntil),
  status: 'closed',
  closedAt: event.at,
})

/** The closing date stays as the completion set it. */
function verified(state: TicketState): TicketState {
  return {
    ...state,
    status: 'resolved',
    assigneeId: required(state.assigneeId, 'assignee of a completed ticket'),
    deadlines: without(state.deadlines, 'auto_verify'),
  }
}

/** Soft: the row stays, and nothing is owed by it any more. */
function deleted(state: TicketState, { at }: { at: string }): TicketState {
  return { ...state, deletedAt: at, deadlines: {} }
}

function withoutRequest({ requests }: TicketState, id: string | null) {
  return requests.filter((request) => request.id !== id)
}

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

function ended(state: TicketState, undoUntil: string): TicketState {
  return { ...state, deadlines: arm({}, 'undo_window', undoUntil, state.seq) }
}

const APPLY: { [T in EventType]: Apply<T> } = {
  save_draft: (state, { departmentId, categoryId, groupId, priority, tags, expiresAt }) => ({
    ...state,
    departmentId,
    categoryId,
    groupId,
    priority,
    tags,
    deadlines: arm(state.deadlines, 'draft_expiry', expiresAt, state.seq),
  }),
  delete_draft: deleted,
  expire_draft: deleted,
  restore_draft: (state, { expiresAt }) => ({
    ...state,
    deletedAt: null,
    deadlines: arm(state.deadlines, 'draft_expiry', expiresAt, state.seq),
  }),
  submit: (state, { at }) => ({
    ...state,
    status: 'submitted',
    assigneeId: null,
    deadlines: without(state.deadlines, 'draft_expiry'),
    participants: join(state.participants, state.requesterId, 'requester', at),
  }),
  ask_clarification: (state, { at }) => ({
    ...state,
    status: 'needs_clarification',
    assigneeId: null,
    clarification: { at, answered: false },
  }),
  answer_clarification: (state) => ({
    ...state,
    status: 'submitted',
    assigneeId: null,
    clarification: state.clarification === null ? null : { ...state.clarification, answered: true },
  }),
  approve: (state, { departmentId }) => ({
    ...state,
    status: 'open',
    assigneeId: null,
    departmentId,
  }),
  assign: assigned,
  claim: assigned,
  reassign: reassigned,
  undo: restored,
  acknowledge: (state, { userId, at }) => ({
    ...state,
    acknowledgements: [...state.acknowledgements, { userId, at }],
    deadlines: without(state.deadlines, 'acknowledge'),
  }),
  start: (state, { at }) => ({
    ...state,
    status: 'in_progress',
    startedAt: state.startedAt ?? at,
    deadlines: without(state.deadlines, 'acknowledge'),
  }),
  progress: (state, { percent, at }) => ({
    ...state,
    progressPercent: percent ?? state.progressPercent,
    sla: responded(state.sla, at),
  }),
  first_response: (state, { at }) => ({ ...state, sla: responded(state.sla, at) }),
  complete: (state, { at, assigneeId, autoVerifyAt, autoCloseAt }) => ({
    ...state,
    status: 'completed',
    sla: responded(state.sla, at),
    assigneeId,
    completedAt: at,
    deadlines: arm(
      arm(state.deadlines, 'auto_verify', autoVerifyAt, state.seq),
      'auto_close',
      autoCloseAt,
      state.seq,
    ),
  }),
  resolve: (state, { at, rating, undoUntil }) => {
    const satisfactionScore = rating ?? state.satisfactionScore
    const resolved = { ...state, satisfactionScore, resolvedAt: at }
    return undoUntil === null
      ? verified(resolved)
      : { ...ended(resolved, undoUntil), status: 'closed', closedAt: at }
  },
  request_rework: (state) => ({
    ...state,
    status: 'in_progress',
    reworkCount: state.reworkCount + 1,
    completedAt: null,
    resolvedAt: null,
    deadlines: without(state.deadlines, 'auto_verify', 'auto_close'),
  }),
  reject: (state, { undoUntil, duplicateOf }) => ({
    ...ended(state, undoUntil),
    status: 'rejected',
    assigneeId: null,
    duplicateOf,
  }),
  close: closed,
  withdraw: (state, { undoUntil }) => ({ ...ended(state, undoUntil), status: 'withdrawn' }),
  change_priority: (state, { priority, dueDates }) => ({
    ...state,
    priority,
    sla: dueDates === null ? state.sla : withDueDates(state.sla, dueDates),
  }),
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
  split: (state, event) => ({
    ...divided(state, event),
    requests: withoutRequest(state, event.requestId),
  }),
  create_sub_ticket: (state, event) => ({
    ...assigned(state, event),
    participants: join(
      join(state.participants, event.requesterId, 'requester', event.at),
      event.assigneeId,
      'assignee',
      event.at,
    ),
  }),
  delete_sub_ticket: deleted,
  subtickets_progressed: byChild,
  subtickets_closed: byChild,
  subticket_reopened: byChild,
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
  add_participant: (state, { userId, at }) => ({
    ...state,
    participants: join(state.participants, userId, 'participant', at),
  }),
  remove_participant: (state, { userId }) => ({
    ...state,
    participants: state.participants.filter((one) => one.userId !== userId),
  }),
  add_team_members: withTeam,
  remove_team_member: withoutTeamMember,
  warn_sla: (state, { clock }) => ({
    ...state,
    sla: { ...state.sla, warned: [...state.sla.warned, clock] },
  }),
  breach_sla: (state, { clock }) => ({
    ...state,
    sla: { ...state.sla, breached: true, breaches: [...state.sla.breaches, clock] },
  }),
  set_tags: (state, { tags }) => ({ ...state, tags }),
  auto_verify: (state, { at }) => verified({ ...state, resolvedAt: at }),
  auto_close: closed,
  note_unacknowledged: (state) => ({
    ...state,
    deadlines: without(state.deadlines, 'acknowledge'),
  }),
  end_undo_window: (state) => ({
    ...state,
    deadlines: without(state.deadlines, 'undo_window'),
    undo: state.undo === null ? null : { kind: 'expired' },
  }),
}

/** The entry for a type takes the events of that type: the pairing that a union can't express. */
function applierOf(type: EventType): Apply<EventType> {
  return APPLY[type] as Apply<EventType>
}
