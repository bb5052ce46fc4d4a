import { assertNever } from '../assert-never.js'
import type { TicketEvent } from './events.js'
import { ruleOf } from './rules.js'
import type { Deadline, DeadlineKind, TicketParticipant, TicketState } from './state.js'

type Deadlines = TicketState['deadlines']

function without(deadlines: Deadlines, ...kinds: DeadlineKind[]): Deadlines {
  return Object.fromEntries(
    Object.entries(deadlines).filter(([kind]) => !kinds.some((gone) => gone === kind)),
  )
}

function arm(deadlines: Deadlines, kind: DeadlineKind, at: string | null, seq: number): Deadlines {
  if (at === null) return without(deadlines, kind)
  const deadline: Deadline = { at, seq }
  return { ...deadlines, [kind]: deadline }
}

/** Joining again changes nothing; the assignee reads from joining on, the requester from the start. */
function join(
  participants: TicketParticipant[],
  userId: string,
  role: TicketParticipant['role'],
  at: string,
): TicketParticipant[] {
  if (participants.some((participant) => participant.userId === userId)) return participants
  return [...participants, { userId, role, joinedAt: at, historyFrom: at }]
}

/** The state after an event. Total: what `decide` let through is never refused here. */
export function evolve(before: TicketState, event: TicketEvent): TicketState {
  const fact = event.type !== 'save_draft' && ruleOf(event.type).fact === true
  const state: TicketState = {
    ...before,
    seq: before.seq + 1,
    revision: before.revision + (fact ? 0 : 1),
    updatedAt: fact ? before.updatedAt : event.at,
  }
  return apply(state, event)
}

function apply(state: TicketState, event: TicketEvent): TicketState {
  switch (event.type) {
    case 'save_draft':
    case 'start':
    case 'acknowledge':
    case 'progress':
    case 'complete':
    case 'request_rework':
      return applyWork(state, event)
    case 'submit':
      return {
        ...state,
        status: 'submitted',
        assigneeId: null,
        participants: join(state.participants, state.requesterId, 'requester', event.at),
      }
    case 'approve':
      return { ...state, status: 'open', assigneeId: null, departmentId: event.departmentId }
    case 'assign':
    case 'claim':
      return applyAssignment(state, event)
    case 'change_priority':
      return {
        ...state,
        priority: event.priority,
        sla: event.dueDates === null ? state.sla : { ...state.sla, ...event.dueDates },
      }
    case 'set_tags':
      return { ...state, tags: event.tags }
    case 'resolve':
    case 'auto_verify':
    case 'auto_close':
    case 'close':
    case 'reject':
    case 'withdraw':
      return applyEnding(state, event)
    case 'note_unacknowledged':
      return { ...state, deadlines: without(state.deadlines, 'acknowledge') }
    case 'end_undo_window':
      return { ...state, deadlines: without(state.deadlines, 'undo_window') }
    default:
      return assertNever(event)
  }
}

function applyAssignment(state: TicketState, event: TicketEvent<'assign' | 'claim'>): TicketState {
  return {
    ...state,
    status: 'assigned',
    assigneeId: event.assigneeId,
    departmentId: event.departmentId,
    priority: event.priority,
    acknowledgements: [],
    assignedAt: state.assignedAt ?? event.at,
    sla: { ...state.sla, ...event.dueDates },
    participants: join(state.participants, event.assigneeId, 'assignee', event.at),
    deadlines: arm(state.deadlines, 'acknowledge', event.acknowledgeBy, state.seq),
  }
}

type Work = 'save_draft' | 'start' | 'acknowledge' | 'progress' | 'complete' | 'request_rework'

function applyWork(state: TicketState, event: TicketEvent<Work>): TicketState {
  switch (event.type) {
    case 'save_draft':
      return state
    case 'start':
      return {
        ...state,
        status: 'in_progress',
        startedAt: state.startedAt ?? event.at,
        deadlines: without(state.deadlines, 'acknowledge'),
      }
    case 'acknowledge':
      return {
        ...state,
        acknowledgements: [...state.acknowledgements, { userId: event.userId, at: event.at }],
        deadlines: without(state.deadlines, 'acknowledge'),
      }
    case 'progress':
      return { ...state, progressPercent: event.percent ?? state.progressPercent }
    case 'complete':
      return {
        ...state,
        status: 'completed',
        assigneeId: event.assigneeId,
        completedAt: event.at,
        deadlines: arm(
          arm(state.deadlines, 'auto_verify', event.autoVerifyAt, state.seq),
          'auto_close',
          event.autoCloseAt,
          state.seq,
        ),
      }
    case 'request_rework':
      return {
        ...state,
        status: 'in_progress',
        reworkCount: state.reworkCount + 1,
        completedAt: null,
        resolvedAt: null,
        deadlines: without(state.deadlines, 'auto_verify', 'auto_close'),
      }
    default:
      return assertNever(event)
  }
}

type Ending = 'resolve' | 'auto_verify' | 'auto_close' | 'close' | 'reject' | 'withdraw'

function applyEnding(state: TicketState, event: TicketEvent<Ending>): TicketState {
  switch (event.type) {
    case 'resolve': {
      const score = { satisfactionScore: event.rating ?? state.satisfactionScore }
      const resolved = { ...state, ...score, resolvedAt: event.at }
      return event.undoUntil === null
        ? verified(resolved)
        : { ...ended(resolved, event.undoUntil), status: 'closed', closedAt: event.at }
    }
    case 'auto_verify':
      return verified({ ...state, resolvedAt: event.at })
    case 'auto_close':
    case 'close':
      return { ...ended(state, event.undoUntil), status: 'closed', closedAt: event.at }
    case 'reject':
      return {
        ...ended(state, event.undoUntil),
        status: 'rejected',
        assigneeId: null,
        duplicateOf: event.duplicateOf,
      }
    case 'withdraw':
      return { ...ended(state, event.undoUntil), status: 'withdrawn' }
    default:
      return assertNever(event)
  }
}

/** Only completed tickets are verified, and those have an assignee. */
function ownerOf(state: TicketState): string {
  if (state.assigneeId === null) throw new Error(`ticket ${state.id} is nobody's`)
  return state.assigneeId
}

/** The closing date stays as the completion set it. */
function verified(state: TicketState): TicketState {
  return {
    ...state,
    status: 'resolved',
    assigneeId: ownerOf(state),
    deadlines: without(state.deadlines, 'auto_verify'),
  }
}

function ended(state: TicketState, undoUntil: string): TicketState {
  return { ...state, deadlines: arm({}, 'undo_window', undoUntil, state.seq) }
}
