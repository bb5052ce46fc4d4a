import type { CommandName } from './commands.js'

export const STATUSES = [
  'draft',
  'submitted',
  'needs_clarification',
  'rejected',
  'open',
  'assigned',
  'in_progress',
  'awaiting_approval',
  'postponed',
  'completed',
  'resolved',
  'ready_for_closure',
  'closed',
  'reopened',
  'withdrawn',
] as const
export type Status = (typeof STATUSES)[number]

export const TERMINAL = ['rejected', 'closed', 'withdrawn'] as const satisfies readonly Status[]

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export type Priority = (typeof PRIORITIES)[number]

export const CHANNELS = ['web', 'mail', 'chat', 'api'] as const
export type Channel = (typeof CHANNELS)[number]

export const DEADLINE_KINDS = ['auto_verify', 'auto_close', 'acknowledge', 'undo_window'] as const
export type DeadlineKind = (typeof DEADLINE_KINDS)[number]

/** An absolute instant that the workflow owes the ticket, and the seq of the event that armed it. */
export interface Deadline {
  at: string
  seq: number
}

export interface TicketParticipant {
  userId: string
  role: 'requester' | 'assignee'
  joinedAt: string
  /** What this one may read starts here. */
  historyFrom: string
}

export interface Sla {
  policyId: string | null
  firstResponseDueAt: string | null
  firstResponseAt: string | null
  resolutionDueAt: string | null
  paused: boolean
  breached: boolean
}

/** Those whom an action told: they are told of its undo. */
export interface Told {
  users: string[]
  moderators: boolean
}

/**
 * What the last action left to be taken back. `superseded`: a later command has come;
 * `expired`: the end of the window was recorded. The record itself is outside what undo restores.
 */
export type Undo = OpenUndo | { kind: 'superseded' } | { kind: 'expired' }

export interface OpenUndo {
  kind: 'open'
  command: CommandName
  at: string
  seq: number
  until: string
  told: Told
  /** Without a record of its own: one step back, no more. */
  before: TicketState
}

/** Ids, unions, numbers and ISO instants only: texts stay in PostgreSQL. */
interface TicketCore {
  id: string
  number: string
  type: 'ticket' | 'sub_ticket'
  parentId: string | null
  /** Which life of the ticket this is. */
  version: number
  /** One up for each command; facts leave it. */
  revision: number
  /** One up for each event. */
  seq: number
  priority: Priority
  departmentId: string | null
  categoryId: string | null
  groupId: string | null
  requesterId: string
  createdById: string
  participants: TicketParticipant[]
  teamMembers: string[]
  acknowledgements: { userId: string; at: string }[]
  tags: string[]
  flags: ('infected_attachment' | 'failed_attachment')[]
  progressPercent: number
  duplicateOf: string | null
  reworkCount: number
  reopenCount: number
  satisfactionScore: number | null
  sla: Sla
  deadlines: Partial<Record<DeadlineKind, Deadline>>
  /** When the requester was last asked something, and whether they have answered. */
  clarification: { at: string; answered: boolean } | null
  undo: Undo | null
  createdAt: string
  updatedAt: string
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

export function isTerminal(status: Status): boolean {
  return TERMINAL.some((terminal) => terminal === status)
}
