import type { Actor, Person } from '../people.js'
import type { Settings } from '../settings.js'
import type { SlaTemplateFact } from '../sla/due-dates.js'
import type { Priority } from './state.js'

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
  undo: object
  change_priority: { priority: Priority }
  set_tags: { tags: string[] }
  auto_verify: object
  auto_close: object
  note_unacknowledged: object
  end_undo_window: object
}

export type CommandName = keyof Payloads

/** What `decide` is told about the world; read with the command, judged again by the commit. */
export interface Facts {
  /** null: the user is gone, inactive or no longer authorized; or nobody, for the system. */
  actor: Person | null
  departments: Record<string, { headId: string | null; handlesFinance: boolean }>
  people: Record<string, Person>
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
  templates: [],
  duplicateOfExists: null,
  attachmentsMissing: [],
  draftMissing: [],
  settings: {},
}
