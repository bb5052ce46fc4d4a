import type { EventType } from '../ticket/events.js'
import type { Status } from '../ticket/status.js'

/**
 * What those who act upon a ticket's events know them by. What the system does is called like what a person does; an event
 * that is not here is an update and nothing else.
 */
export const TICKET_EVENT_NAMES = {
  submit: 'ticket.submitted',
  create_sub_ticket: 'ticket.assigned',
  ask_clarification: 'ticket.clarification_asked',
  answer_clarification: 'ticket.clarification_answered',
  reject: 'ticket.rejected',
  approve: 'ticket.approved',
  assign: 'ticket.assigned',
  claim: 'ticket.claimed',
  reassign: 'ticket.reassigned',
  acknowledge: 'ticket.acknowledged',
  start: 'ticket.started',
  progress: 'ticket.progressed',
  complete: 'ticket.completed',
  resolve: 'ticket.resolved',
  auto_verify: 'ticket.resolved',
  request_rework: 'ticket.rework_requested',
  close: 'ticket.closed',
  auto_close: 'ticket.closed',
  postpone: 'ticket.postponed',
  restart: 'ticket.restarted',
  withdraw: 'ticket.withdrawn',
  reopen: 'ticket.reopened',
  split: 'ticket.split',
  delete_sub_ticket: 'ticket.deleted',
  request_approval: 'ticket.approval_requested',
  decide_approval: 'ticket.approval_decided',
  change_priority: 'ticket.priority_changed',
  set_tags: 'ticket.tags_set',
  add_participant: 'ticket.participant_added',
  remove_participant: 'ticket.participant_removed',
  undo: 'ticket.undone',
  warn_sla: 'sla.warning',
  breach_sla: 'sla.breached',
  escalate: 'ticket.escalated',
  rate_low: 'survey.low_rating',
} as const satisfies { [T in EventType]?: string }

export type TicketEventName = (typeof TICKET_EVENT_NAMES)[keyof typeof TICKET_EVENT_NAMES]

/** Undefined for what is an update alone. */
export function findTicketEventName(type: EventType): TicketEventName | undefined {
  const names: { readonly [T in EventType]?: TicketEventName } = TICKET_EVENT_NAMES
  return names[type]
}

/** Whether this is what opens the work on a ticket, for those who work on it elsewhere: it leaves the moderators' queue for good. */
export function opensTicket(type: EventType, from: Status | null): boolean {
  return type === 'approve' || (type === 'assign' && from === 'submitted')
}
