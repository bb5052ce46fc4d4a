import { required } from '../invariants.js'
import type { EventType, TicketEvent, Undoable } from './events.js'
import { noticesOf } from './notices.js'
import { ruleOf } from './rules.js'
import type { Deadline, DeadlineKind, TicketParticipant, TicketState, Undo } from './state.js'
import { openUndo } from './undo.js'

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

/** The old people lose access; the requester never does by it. */
function leave(
  participants: TicketParticipant[],
  gone: (string | null)[],
  requesterId: string,
): TicketParticipant[] {
  return participants.filter(({ userId }) => userId === requesterId || !gone.includes(userId))
}

/** Exactly what was before the action, but for what counts on and the facts that came since. */
function restored(state: TicketState): TicketState {
  const { before } = openUndo(state)
  return {
    ...before,
    seq: state.seq,
    revision: state.revision,
    updatedAt: state.updatedAt,
    flags: state.flags,
    sla: { ...before.sla, firstResponseAt: state.sla.firstResponseAt },
    undo: null,
  }
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
  const next = applierOf(event.type)(state, event)
  return fact || event.type === 'undo' ? next : { ...next, undo: undoAfter(before, event, next) }
}

/** What may be taken back after a command: itself if it is undoable, and nothing older. */
function undoAfter(before: TicketState, event: TicketEvent, after: TicketState): Undo | null {
  if (event.type === 'save_draft' || ruleOf(event.type).undoable !== true) {
    return before.undo === null ? null : { kind: 'superseded' }
  }
  const notices = noticesOf(event, after)
  const { undoUntil } = event as Partial<Undoable> // every undoable command's event has it
  return {
    kind: 'open',
    command: event.type,
    at: event.at,
    seq: after.seq,
    until: required(undoUntil, 'undo window of an undoable action'),
    told: {
      users: [...new Set(notices.flatMap(({ users }) => users))],
      moderators: notices.some(({ moderators }) => moderators),
    },
    before: { ...before, undo: null },
  }
}

type Apply<T extends EventType> = (state: TicketState, event: TicketEvent<T>) => TicketState

/** Due dates that are null stay as they were. */
const assigned: Apply<'assign' | 'claim' | 'reassign'> = (state, event) => ({
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
})

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

function ended(state: TicketState, undoUntil: string): TicketState {
  return { ...state, deadlines: arm({}, 'undo_window', undoUntil, state.seq) }
}

const APPLY: { [T in EventType]: Apply<T> } = {
  save_draft: (state) => state,
  submit: (state, { at }) => ({
    ...state,
    status: 'submitted',
    assigneeId: null,
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
  reassign: (state, event) => {
    const gone = [state.assigneeId, ...state.teamMembers]
    const participants = leave(state.participants, gone, state.requesterId)
    return { ...assigned({ ...state, participants }, event), teamMembers: [] }
  },
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
  progress: (state, { percent }) => ({
    ...state,
    progressPercent: percent ?? state.progressPercent,
  }),
  complete: (state, { at, assigneeId, autoVerifyAt, autoCloseAt }) => ({
    ...state,
    status: 'completed',
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
    sla: dueDates === null ? state.sla : { ...state.sla, ...dueDates },
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
