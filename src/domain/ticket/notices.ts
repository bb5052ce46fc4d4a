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
    mail: type !== 'progress_updated',
  }
}

type Row<T extends EventType = EventType> = (state: TicketState, event: TicketEvent<T>) => Notice[]

const SILENT = (): Notice[] => []
const assignedRow = (state: TicketState): Notice[] => [
  notice('ticket_assigned', { users: [state.assigneeId] }),
]
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
}

export function noticesOf(event: TicketEvent, state: TicketState): Notice[] {
  const row = NOTICES[event.type] as Row // the entry for a type takes the events of that type
  return row(state, event)
}
