import type { Actor, Person } from '../people.js'
import type { Settings } from '../settings.js'
import type { Clock } from '../sla/clocks.js'
import type { SlaTemplateFact } from '../sla/due-dates.js'
import type { Priority } from './state.js'

/** A sub-ticket as a split asks for it; its title and description are texts. */
export interface SubTicketSpec {
  departmentId: string
  assigneeId?: string
  categoryId?: string
  slaTemplateId?: string
  dueAt?: string
}

/** What each command carries besides its texts, which stay in the inbox. */
export interface Payloads {
  submit: object
  approve: { departmentId?: string }
  ask_clarification: object
  answer_clarification: { attachments?: string[] }
  reject: { duplicateOf?: string }
  assign: {
    departmentId?: string
    assigneeId?: string
    priority?: Priority
    slaTemplateId?: string
    dueAt?: string
  }
  claim: object
  reassign: {
    departmentId?: string
    assigneeId?: string
    slaTemplateId?: string
    dueAt?: string
  }
  acknowledge: object
  start: object
  progress: { percent?: number; attachments?: string[] }
  complete: { attachments?: string[] }
  resolve: { rating?: number }
  request_rework: object
  close: { forceCloseChildren?: boolean; cancelApproval?: boolean }
  withdraw: object
  delete_draft: object
  restore_draft: object
  postpone: { reminderEvery?: string; resumeAt?: string; requestId?: string }
  restart: object
  split: { subTickets: SubTicketSpec[]; requestId?: string }
  delete_sub_ticket: object
  request_approval: { amount?: number; currency?: string }
  decide_approval: { approvalId: string; approved: boolean }
  request_reopening: object
  request_sub_ticket: { departmentId?: string }
  request_postponement: { reminderEvery?: string; resumeAt?: string }
  decline_request: { requestId: string }
  reopen: { requestId?: string }
  add_participant: { userId: string }
  remove_participant: { userId: string }
  add_team_members: { userIds: string[] }
  remove_team_member: { userId: string }
  undo: object
  change_priority: { priority: Priority }
  set_tags: { tags: string[] }
  auto_verify: object
  auto_close: object
  note_unacknowledged: object
  end_undo_window: object
  expire_draft: object
  remind_postponed: object
  remind_approval: object
  escalate_approval: object
  nudge_sub_tickets: object
  warn_sla: { clock: Clock }
  breach_sla: { clock: Clock }
}

export type CommandName = keyof Payloads

/** What `decide` is told about the world; read with the command, judged again by the commit. */
export interface Facts {
  /** null: the user is gone, inactive or no longer authorized; or nobody, for the system. */
  actor: Person | null
  departments: Record<string, { headId: string | null; handlesFinance: boolean }>
  people: Record<string, Person>
  /** Category id → its group, of those that the command names. */
  categories: Record<string, { groupId: string | null }>
  /** Active users with the role `approver`; read for tickets of departments that handle finance. */
  approvers: string[]
  /** Of a parent, for its timers: whose the open sub-tickets are, and when each last moved. */
  openSubTickets?: { assigneeId: string; updatedAt: string }[]
  templates: SlaTemplateFact[]
  /** null where the command names no duplicate. */
  duplicateOfExists: boolean | null
  /** Attachments named by the command that the actor may not attach. */
  attachmentsMissing: string[]
  /** Required fields that a draft still lacks. */
  draftMissing: string[]
  settings: Partial<Settings>
}

export type Command<N extends CommandName = CommandName> = {
  [K in N]: {
    name: K
    commandId: string
    actor: Actor
    payload: Payloads[K]
    /** The names of the texts that came with it. */
    given: string[]
    ifMatch?: number
  }
}[N]

/** The instant of the decision (workflow time) and the facts. */
export interface DecisionContext {
  at: string
  facts: Facts
}

export const NO_FACTS: Facts = {
  actor: null,
  departments: {},
  people: {},
  categories: {},
  approvers: [],
  templates: [],
  duplicateOfExists: null,
  attachmentsMissing: [],
  draftMissing: [],
  settings: {},
}
