import { createNewsFamily, type NewsKind } from '../../news-family.js'
import type { Status } from '../status.js'
import { NOTIFICATION_CHANNELS } from './channels.js'

interface Kind extends NewsKind {
  /** It goes to whoever did it, too. */
  confirms?: true
  /** It comes often: of those of one ticket that are not read yet, the newest stands for all. */
  folds?: true
  /** It may tell its reader that they are off the ticket, and so is for them even then. */
  isParting?: true
  /** Where the ticket is while what it asks of its reader is still to be done. */
  awaitedIn?: readonly Status[]
}

/** By push and text message only whoever has asked for it is told. */
const EVERYWHERE = NOTIFICATION_CHANNELS
const IN_APP = ['inApp'] as const
const RUNNING = ['assigned', 'in_progress', 'awaiting_approval', 'postponed', 'reopened'] as const

/** What each says stands under its type in `words/`. */
const KINDS = {
  ticket_submitted: { to: 'moderators', by: EVERYWHERE, awaitedIn: ['submitted'] },
  ticket_received: {
    to: 'requester, also where they filed it themselves',
    by: ['mail'], // the app has just shown it
    confirms: true,
  },
  clarification_asked: { to: 'requester', by: EVERYWHERE, awaitedIn: ['needs_clarification'] },
  clarification_answered: { to: 'moderators', by: EVERYWHERE, awaitedIn: ['submitted'] },
  ticket_approved: { to: 'requester', by: EVERYWHERE },
  ticket_rejected: { to: 'requester', by: EVERYWHERE },
  ticket_assigned: {
    to: 'assignee, of a new sub-ticket too',
    by: EVERYWHERE,
    awaitedIn: ['assigned', 'reopened'],
  },
  ticket_reassigned: {
    to: 'moderators, participants and who was one before; instead of it the new assignee gets `ticket_assigned`',
    by: EVERYWHERE,
    isParting: true,
  },
  ticket_unacknowledged: {
    to: 'moderators',
    by: EVERYWHERE,
    awaitedIn: ['assigned', 'reopened'],
  },
  ticket_unassigned: { to: 'moderators', by: EVERYWHERE, awaitedIn: ['reopened'] },
  ticket_started: { to: 'requester', by: EVERYWHERE },
  progress_updated: { to: 'moderators, requester', by: IN_APP, folds: true },
  ticket_completed: { to: 'requester', by: EVERYWHERE, awaitedIn: ['completed'] },
  ticket_resolved: { to: 'moderators, assignee', by: EVERYWHERE },
  rework_requested: {
    to: 'moderators, assignee, requester; also where a reopened sub-ticket takes its parent back to work',
    by: EVERYWHERE,
  },
  ticket_withdrawn: { to: 'moderators, assignee', by: EVERYWHERE },
  ticket_closed: { to: 'requester, assignee', by: EVERYWHERE },
  ticket_postponed: { to: 'requester, assignee', by: EVERYWHERE },
  ticket_restarted: { to: 'requester, assignee', by: EVERYWHERE },
  ticket_reopened: { to: 'requester, assignee', by: EVERYWHERE },
  ticket_ready_for_closure: {
    to: 'moderators',
    by: EVERYWHERE,
    awaitedIn: ['ready_for_closure'],
  },
  postpone_reminder: {
    to: 'moderators; the assignee, or else the head of the department',
    by: EVERYWHERE,
    awaitedIn: ['postponed'],
  },
  request_raised: { to: 'moderators', by: EVERYWHERE },
  request_decided: { to: 'who asked', by: EVERYWHERE },
  request_cancelled: {
    to: 'who asked, once the ticket has left the statuses in which it could be granted',
    by: EVERYWHERE,
    isParting: true,
  },
  participants_changed: {
    to: 'moderators, participants and who was one before',
    by: IN_APP,
    folds: true,
    isParting: true,
  },
  mention: { to: 'who is named in a message', by: ['inApp', 'push'] }, // nobody waits for it at their mails
  attachment_infected: { to: 'moderators, uploader, requester', by: EVERYWHERE },
  attachment_failed: { to: 'moderators, uploader, requester', by: EVERYWHERE },
  sub_ticket_reminder: {
    to: 'moderators, assignees of the sub-tickets that stand still',
    by: EVERYWHERE,
  },
  sub_ticket_deleted: { to: 'its assignee and team', by: EVERYWHERE, isParting: true },
  approval_requested: {
    to: 'those who may decide the present step now: approvers, delegates in date; later, whom it is escalated to',
    by: EVERYWHERE,
  },
  approval_reminder: {
    to: 'those who may decide the present step and have not; nobody left: moderators',
    by: EVERYWHERE,
  },
  approval_decided: { to: 'moderators, assignee, requester', by: EVERYWHERE },
  approval_cancelled: { to: 'those whom the present step asked', by: EVERYWHERE, isParting: true },
  sla_warning: { to: 'moderators, assignee', by: EVERYWHERE, awaitedIn: RUNNING },
  sla_breached: { to: 'moderators, assignee', by: EVERYWHERE, awaitedIn: RUNNING },
  sla_escalated: {
    to: 'whom the level names; where it has a message alone: moderators, assignee',
    by: EVERYWHERE,
    awaitedIn: RUNNING,
  },
  automation_notice: { to: 'whom a rule or a macro names', by: EVERYWHERE },
  action_undone: { to: 'who was notified of the action', by: EVERYWHERE, isParting: true },
} as const satisfies Record<string, Kind>

export type NotificationType = keyof typeof KINDS

/** What people are told of tickets: the commands' `recipients` find whom. */
export const TICKET_NEWS = createNewsFamily<NotificationType, Kind>(KINDS)

/** The types of which one stands for several. */
export function listFolding(): NotificationType[] {
  return TICKET_NEWS.types.filter((type) => TICKET_NEWS.kinds[type].folds === true)
}

/** Undefined for a type that only a later release has. */
export function findNotificationKind(type: string): Kind | undefined {
  return TICKET_NEWS.has(type) ? TICKET_NEWS.kinds[type] : undefined
}
