import type { Approval } from '../approval/approval.js'
import type { Clock } from '../sla/clocks.js'
import type { DueDates } from '../sla/due-dates.js'
import type { CommandName } from './commands.js'
import type { Channel, Priority, Told } from './state.js'

interface Assigned {
  departmentId: string
  assigneeId: string
  priority: Priority
  dueDates: DueDates
  acknowledgeBy: string | null
}

export interface Undoable {
  /** Until then the action may be taken back. */
  undoUntil: string
}

/** The request that a moderator granted by this. */
interface Granting {
  requestId: string | null
}

/** A draft's fields that rules read; its texts are columns of the row. */
export interface DraftFields {
  departmentId: string | null
  categoryId: string | null
  groupId: string | null
  priority: Priority
  tags: string[]
  expiresAt: string
}

/** A sub-ticket as it begins: somebody's, with its own due dates. */
export interface SubTicketBegin extends Assigned {
  /** Its place under the parent, from 1, never given twice. */
  n: number
  categoryId: string | null
  groupId: string | null
}

/** What a sub-ticket's commit does to its parent. */
export interface ChildEffect {
  number: string
  change: 'progressed' | 'closed' | 'reopened' | 'withdrawn' | 'deleted'
  total: number
  closed: number
  /** Those whom this sub-ticket brings into the parent's chat from now on: assignee, team. */
  assigneeId: string | null
  teamMembers: string[]
}

/** What each event says besides its instant: everything `evolve` needs, deadlines as absolute instants. */
interface EventPayloads {
  save_draft: DraftFields
  submit: object
  delete_draft: object
  restore_draft: { expiresAt: string }
  expire_draft: object
  ask_clarification: Undoable
  answer_clarification: object
  approve: Undoable & { departmentId: string }
  reject: Undoable & { duplicateOf: string | null }
  assign: Undoable & Assigned
  claim: Assigned
  reassign: Undoable & Omit<Assigned, 'dueDates'> & { dueDates: DueDates | null }
  acknowledge: { userId: string }
  start: object
  progress: { percent: number | null }
  complete: { assigneeId: string; autoVerifyAt: string; autoCloseAt: string | null }
  resolve: { rating: number | null; undoUntil: string | null }
  request_rework: object
  close: Undoable & { byParent?: true; forced?: true }
  withdraw: Undoable
  postpone: Undoable &
    Granting & { reminderEvery: string; remindAt: string; resumeAt: string | null }
  restart: { undoUntil: string | null }
  remind_postponed: { n: number; nextAt: string; users: string[] }
  split: Granting & { children: SubTicketBegin[] }
  create_sub_ticket: SubTicketBegin & { requesterId: string }
  delete_sub_ticket: object
  subtickets_progressed: ChildEffect
  subtickets_closed: ChildEffect
  subticket_reopened: ChildEffect
  request_approval: { approval: Approval } & ApprovalTimes
  decide_approval: { userId: string; approved: boolean } & ApprovalTimes
  remind_approval: { n: number; nextAt: string }
  escalate_approval: object
  nudge_sub_tickets: { n: number; nextAt: string; users: string[] }
  request_reopening: Requesting
  request_sub_ticket: Requesting
  request_postponement: Requesting
  decline_request: { requestId: string }
  reopen: Granting & { dueDates: DueDates; acknowledgeBy: string | null }
  add_participant: { userId: string }
  remove_participant: { userId: string }
  add_team_members: { userIds: string[] }
  remove_team_member: { userId: string }
  undo: { undoes: { command: CommandName; at: string; seq: number }; told: Told }
  change_priority: { priority: Priority; dueDates: DueDates | null }
  set_tags: { tags: string[] }
  auto_verify: object
  auto_close: Undoable
  note_unacknowledged: object
  end_undo_window: object
  first_response: object
  warn_sla: { clock: Clock }
  breach_sla: { clock: Clock }
}

interface Requesting {
  requestId: string
  userId: string
}

/** When the step that waits now is due to be reminded of and escalated. */
interface ApprovalTimes {
  remindAt: string | null
  escalateAt: string | null
}

export type EventType = keyof EventPayloads

/** An event has the name of the command that caused it: history is read in those words. */
export type TicketEvent<T extends EventType = EventType> = {
  [K in T]: { type: K; at: string } & EventPayloads[K]
}[T]

/** What exists from the start, before any event. */
export interface NewTicket {
  id: string
  departmentId: string | null
  categoryId: string | null
  priority: Priority
  tags: string[]
  channel: Channel
  requesterId: string
  createdById: string
  /** When it expires, for a draft; null for a ticket that is handed in at once. */
  draftUntil: string | null
}

export type CommandEvent<N extends CommandName> = TicketEvent<N & EventType>
