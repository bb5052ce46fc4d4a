import { required } from '../../assert.js'
import { responded } from '../../sla/clocks.js'
import type { TicketState } from '../state.js'
import type { Appliers, Apply } from './apply.js'
import { arm, without } from './deadlines.js'

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

/** Work, its verification and its end. */
export const WORK = {
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
  warn_sla: (state, { clock }) => ({
    ...state,
    sla: { ...state.sla, warned: [...state.sla.warned, clock] },
  }),
  breach_sla: (state, { clock }) => ({
    ...state,
    sla: { ...state.sla, breached: true, breaches: [...state.sla.breaches, clock] },
  }),
} satisfies Appliers<
  | 'acknowledge'
  | 'start'
  | 'progress'
  | 'first_response'
  | 'complete'
  | 'resolve'
  | 'request_rework'
  | 'reject'
  | 'close'
  | 'withdraw'
  | 'auto_verify'
  | 'auto_close'
  | 'note_unacknowledged'
  | 'end_undo_window'
  | 'warn_sla'
  | 'breach_sla'
>
