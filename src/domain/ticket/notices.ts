import { currentStep, decidersOf } from '../approval/approval.js'
import { required } from '../assert.js'
import type { EventType, TicketEvent } from './events.js'
import type { TicketState } from './state.js'

export const NOTIFICATION_TYPES = [
  'ticket_submitted',
  'ticket_received',
  'clarification_asked',
  'clarification_answered',
  'ticket_approved',
  'ticket_rejected',
  'ticket_assigned',
  'ticket_reassigned',
  'ticket_unacknowledged',
  'ticket_started',
  'progress_updated',
  'ticket_completed',
  'ticket_resolved',
  'rework_requested',
  'ticket_withdrawn',
  'ticket_closed',
  'ticket_postponed',
  'ticket_restarted',
  'ticket_reopened',
  'ticket_ready_for_closure',
  'postpone_reminder',
  'request_raised',
  'request_decided',
  'participants_changed',
  'approval_requested',
  'sub_ticket_reminder',
  'approval_decided',
  'sla_warning',
  'sla_breached',
  'action_undone',
] as const
export type NotificationType = (typeof NOTIFICATION_TYPES)[number]

/** Who is told what. The moderators are one pool, resolved when the event is committed. */
export interface Notice {
  type: NotificationType
  users: string[]
  moderators: boolean
  inApp: boolean
  mail: boolean
  /** Sent to the actor as well; nobody else is told of what they did themselves. */
  confirmation?: true
}

interface Whom {
  users?: (string | null)[]
  moderators?: boolean
}

function notice(type: NotificationType, { users = [], moderators = false }: Whom): Notice {
  return {
    type,
    users: users.filter((id) => id !== null),
    moderators,
    inApp: true,
    mail: type !== 'progress_updated' && type !== 'participants_changed',
  }
}

type Row<T extends EventType = EventType> = (
  state: TicketState,
  event: TicketEvent<T>,
  before: TicketState,
) => Notice[]

const SILENT = (): Notice[] => []
const assignedRow = (state: TicketState): Notice[] => [
  notice('ticket_assigned', { users: [state.assigneeId] }),
]
const toPeople =
  (type: NotificationType) =>
  (state: TicketState): Notice[] => [notice(type, { users: [state.requesterId, state.assigneeId] })]
const participantsRow = (state: TicketState, _event: unknown, before: TicketState): Notice[] => {
  const all = [...state.participants, ...before.participants].map(({ userId }) => userId)
  return [notice('participants_changed', { users: [...new Set(all)] })]
}
const raisedRow = (): Notice[] => [notice('request_raised', { moderators: true })]
/** Those whose turn it is, once more. */
const askRow = ({ approval }: TicketState, { at }: { at: string }): Notice[] => {
  const step = currentStep(required(approval, 'approval to ask for'))
  return step === undefined ? [] : [notice('approval_requested', { users: decidersOf(step, at) })]
}
const approvalRow = (state: TicketState, event: { at: string }, before: TicketState): Notice[] => {
  if (state.approval?.status !== 'pending') {
    const users = [state.assigneeId, state.requesterId]
    return [notice('approval_decided', { users, moderators: true })]
  }
  const steps = ({ approval }: TicketState) => approval?.steps.map(({ status }) => status).join()
  return steps(state) === steps(before) ? [] : askRow(state, event)
}
/** The one whose request an action granted, or a moderator declined. */
const askerRow = (before: TicketState, requestId: string | null): Notice[] => {
  const asked = before.requests.find(({ id }) => id === requestId)
  return asked === undefined ? [] : [notice('request_decided', { users: [asked.by] })]
}
const closedRow = (state: TicketState): Notice[] => [
  notice('ticket_closed', { users: [state.requesterId, state.assigneeId] }),
]
const toRequester =
  (type: NotificationType) =>
  (state: TicketState): Notice[] => [notice(type, { users: [state.requesterId] })]
const toWorkers =
  (type: NotificationType) =>
  (state: TicketState): Notice[] => [notice(type, { users: [state.assigneeId], moderators: true })]

/** The table of notifications (docs/notifications.md), one row an event. */
const NOTICES: { [T in EventType]: Row<T> } = {
  save_draft: SILENT,
  delete_draft: SILENT,
  restore_draft: SILENT,
  expire_draft: SILENT,
  submit: (state) => [
    notice('ticket_submitted', { moderators: true }),
    {
      ...notice('ticket_received', { users: [state.requesterId] }),
      inApp: false,
      confirmation: true,
    },
  ],
  ask_clarification: toRequester('clarification_asked'),
  answer_clarification: () => [notice('clarification_answered', { moderators: true })],
  approve: toRequester('ticket_approved'),
  reject: toRequester('ticket_rejected'),
  assign: assignedRow,
  claim: assignedRow,
  reassign: (state) => [
    notice('ticket_reassigned', { users: state.participants.map(({ userId }) => userId) }),
  ],
  undo: (_state, { told }) => [notice('action_undone', told)],
  acknowledge: SILENT,
  note_unacknowledged: () => [notice('ticket_unacknowledged', { moderators: true })],
  start: toRequester('ticket_started'),
  progress: (state) => [
    notice('progress_updated', { users: [state.requesterId], moderators: true }),
  ],
  complete: toRequester('ticket_completed'),
  resolve: (state) => [
    ...toWorkers('ticket_resolved')(state),
    ...(state.status === 'closed' ? closedRow(state) : []),
  ],
  auto_verify: toWorkers('ticket_resolved'),
  request_rework: toWorkers('rework_requested'),
  withdraw: toWorkers('ticket_withdrawn'),
  close: closedRow,
  auto_close: closedRow,
  change_priority: SILENT,
  set_tags: SILENT,
  end_undo_window: SILENT,
  postpone: (state, { requestId }, before) => [
    ...toPeople('ticket_postponed')(state),
    ...askerRow(before, requestId),
  ],
  restart: toPeople('ticket_restarted'),
  remind_postponed: (_state, { users }) => [
    notice('postpone_reminder', { users, moderators: true }),
  ],
  split: (_state, { requestId }, before) => askerRow(before, requestId),
  create_sub_ticket: assignedRow,
  delete_sub_ticket: SILENT,
  subtickets_progressed: SILENT,
  subtickets_closed: SILENT,
  subticket_reopened: SILENT,
  request_approval: approvalRow,
  decide_approval: approvalRow,
  remind_approval: askRow,
  escalate_approval: askRow,
  nudge_sub_tickets: (_state, { users }) => [notice('sub_ticket_reminder', { users })],
  request_reopening: raisedRow,
  request_sub_ticket: raisedRow,
  request_postponement: raisedRow,
  decline_request: (_state, { requestId }, before) => askerRow(before, requestId),
  reopen: (state, { requestId }, before) => [
    ...toPeople('ticket_reopened')(state),
    ...askerRow(before, requestId),
  ],
  add_participant: participantsRow,
  remove_participant: participantsRow,
  add_team_members: participantsRow,
  remove_team_member: participantsRow,
  first_response: SILENT,
  warn_sla: toWorkers('sla_warning'),
  breach_sla: toWorkers('sla_breached'),
}

/** `before` is the state that the event found. */
export function noticesOf(event: TicketEvent, state: TicketState, before: TicketState): Notice[] {
  const row = NOTICES[event.type] as Row // the entry for a type takes the events of that type
  const ready = state.status === 'ready_for_closure' && before.status !== state.status
  const became = ready && event.type !== 'undo'
  return [
    ...row(state, event, before),
    ...(became ? [notice('ticket_ready_for_closure', { moderators: true })] : []),
  ]
}
