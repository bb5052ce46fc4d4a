import type { Approval } from '../approval/approval.js'
import type { AttachmentFlag } from '../attachment/attachment.js'
import type { Clock } from '../sla/clock.js'
import type { Sla } from '../sla/sla.js'
import type { Deadline, DeadlineKind } from './deadline.js'
import type { PendingRequest } from './requests.js'
import type { Priority, Status } from './status.js'
import type { ShownTexts } from './texts.js'

export const CHANNELS = ['web', 'mail', 'chat', 'api'] as const
export type Channel = (typeof CHANNELS)[number]

export const PARTICIPANT_ROLES = [
  'requester',
  'assignee',
  'participant',
  'sub_ticket',
  'team_member',
] as const

/** Why somebody is in a chat. The numbers are those of sub-tickets, whose people are in their parent's chat. */
export type Ground =
  | { as: 'requester' | 'assignee' | 'participant' | 'team_member' }
  | { as: 'sub_ticket_assignee' | 'sub_ticket_team_member'; number: string }

export type Grounds = readonly [Ground, ...Ground[]]

export interface TicketParticipant {
  userId: string
  /** The strongest first; whoever has none left is out. */
  grounds: Grounds
  joinedAt: string
  /** What this one may read starts here. */
  historyFrom: string
}

/** What sub-tickets bring them in by comes back with them. */
export interface RemovedParticipant {
  userId: string
  grounds: readonly Ground[]
}

/** What a postponed ticket goes back to. The reason is a text and stays in PostgreSQL. */
export interface Postponed {
  at: string
  from: 'open' | 'assigned' | 'in_progress' | 'reopened'
  reminderEvery: string
  resumeAt: string | null
  /** When the acknowledgement was due; the deadline stands still meanwhile. */
  acknowledgeAt: string | null
}

/** What a parent knows of its sub-tickets; deleted and withdrawn ones are in neither count. */
export interface SubTickets {
  /** The last number given: numbers are never used again. */
  issued: number
  /** One that nothing has moved for so long stands still. */
  remindEvery: string
  total: number
  closed: number
  /** What the parent has done itself: it shows again once no sub-ticket is left. */
  own: OwnWork
  /** Where it was before the split, while the parent has had no transition of its own since. */
  splitFrom: SplitOrigin | null
  /** All were closed while the parent was postponed or waited for an approval: it becomes ready on return. */
  readyOnReturn: boolean
  /** By number: what the last event of a sub-ticket that can be undone took from the parent. */
  taken: Record<string, TakenBySubTicket>
}

/** For the undo of that event to give back; later ones of the sub-ticket have taken its place. */
export interface TakenBySubTicket {
  /** The sub-ticket's seq with that event. */
  seq: number
  /** Those whom it left without what the sub-ticket brought them in by, as they were. */
  participants: TicketParticipant[]
  /** Where the parent was, while it has not moved since. */
  place: ParentPlace | null
}

/** What a change of status by sub-tickets may end. */
export type ParentPlace = Pick<
  TicketState,
  'status' | 'completedAt' | 'resolvedAt' | 'satisfactionScore' | 'requests' | 'deadlines'
>

export interface Filing {
  requesterId: string
  createdById: string
}

/** Begins anew with a version. */
export interface OwnWork {
  progressPercent: number
  startedAt: string | null
}

/** What a parent that has not moved by itself goes back to. */
export interface SplitOrigin {
  status: Status
  assigneeId: string | null
  /** When the acknowledgement was due. */
  acknowledgeAt: string | null
}

/** Those whom an action notified: they are notified of its undo. */
export interface Notified {
  users: string[]
  moderators: boolean
}

/** What the last action left to be taken back; the record itself is outside what undo restores. */
export type Undo = OpenUndo | { kind: 'superseded' }

export interface OpenUndo {
  kind: 'open'
  /** The action's name in history. */
  command: string
  at: string
  seq: number
  /** Later than this the action stands, without any event that says so. */
  until: string
  notified: Notified
  /** Routing has acted because of it: once it is taken back, people decide. */
  hasRouted?: true
  /** It was the first response of staff; when they responded first since, which stays. */
  response?: { since: string | null }
  /** Clocks that it has stopped behind their date. */
  late?: Clock[]
  /** Closed by the parent's event of this seq: only the undo of that one takes it back. */
  byParent?: number
  /** Without a record of its own: one step back, no more. */
  before: TicketState
}

/** Since when it is open, and the seq of the event that has brought it there. */
export interface Queued {
  at: string
  seq: number
}

/** A state holds ids, unions, numbers and ISO instants only: texts stay in PostgreSQL. */
interface TicketCore {
  id: string
  number: string
  type: 'ticket' | 'sub_ticket'
  parentId: string | null
  /** One up at each reopening. */
  version: number
  /** One up for each command; internal events leave it. */
  revision: number
  /** One up for each event. */
  seq: number
  priority: Priority
  /** Of a draft: its author has chosen it, so that no plan does. */
  isPriorityGiven?: true
  departmentId: string | null
  categoryId: string | null
  groupId: string | null
  requesterId: string
  createdById: string
  /** Who filed a sub-ticket's parent, and for whom: what they may not there, they may not here. */
  parentFiling: Filing | null
  participants: TicketParticipant[]
  /** Whom a moderator took out of the chat: no sub-ticket brings them in again. */
  removedParticipants: RemovedParticipant[]
  teamMembers: string[]
  acknowledgements: { userId: string; at: string }[]
  tags: string[]
  flags: AttachmentFlag[]
  progressPercent: number
  duplicateOf: string | null
  postponed: Postponed | null
  /** The last approval that was asked for in this version. */
  approval: Approval | null
  /** Approvals are numbered over all versions. */
  approvalCount: number
  /** What was approved in all versions, in minor units by currency. */
  approvedAmounts: Record<string, number>
  requests: PendingRequest[]
  subTickets: SubTickets | null
  reworkCount: number
  /** Granted ones: a moderator's own reopening is not counted. */
  reopenCount: number
  satisfactionScore: number | null
  /** Of what is open; left out of what came there before 0.6.0. */
  queued?: Queued
  /** Routing leaves it to people. */
  autoAssign?: false
  sla: Sla
  deadlines: Partial<Record<DeadlineKind, Deadline>>
  /** When the requester was last asked something, and whether they have answered. */
  clarification: { at: string; answered: boolean } | null
  texts: ShownTexts
  undo: Undo | null
  createdAt: string
  updatedAt: string
  /** When it was filed; null while it is a draft. */
  submittedAt: string | null
  /** When this version began: it was filed, or reopened. */
  versionBeganAt: string | null
  assignedAt: string | null
  startedAt: string | null
  completedAt: string | null
  resolvedAt: string | null
  closedAt: string | null
  deletedAt: string | null
}

/** Statuses in which a ticket is nobody's yet, somebody's for certain, or either. */
type Ownership =
  | {
      status: 'draft' | 'submitted' | 'needs_clarification' | 'rejected' | 'open'
      assigneeId: null
    }
  | { status: 'assigned' | 'completed' | 'resolved'; assigneeId: string }
  | {
      status:
        | 'in_progress'
        | 'awaiting_approval'
        | 'postponed'
        | 'ready_for_closure'
        | 'closed'
        | 'reopened'
        | 'withdrawn'
      assigneeId: string | null
    }

export type TicketState = TicketCore & Ownership
