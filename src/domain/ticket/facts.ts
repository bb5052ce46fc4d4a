import type { Entitlement } from '../billing/entitlement.js'
import type { Person } from '../people.js'
import type { Member } from '../routing/choose.js'
import type { Load } from '../routing/load.js'
import type { Settings } from '../settings.js'
import type { KnownCalendar } from '../sla/calendar.js'
import type { ConditionalPolicy } from '../sla/choose-policy.js'
import type { EscalationLevel } from '../sla/escalation.js'
import type { SlaPolicy } from '../sla/policies.js'
import type { Served } from '../sla/policy-fields.js'
import type { Status } from './status.js'

/** The kinds of things that a command may name by id. */
export const NAMED_THINGS = [
  'department',
  'user',
  'category',
  'sla_template',
  'ticket',
  'attachment',
] as const
export type NamedThing = (typeof NAMED_THINGS)[number]

/** Ids in a command's payload that are nobody's, or another organization's; an `upload` is not all here yet. */
export type UnknownIds = Partial<Record<NamedThing | 'upload', string[]>>

/**
 * What beside the row stops a command whatever its content. Reads show it with the row, so that what a caller is offered
 * is what would be accepted.
 */
export interface Surroundings {
  /** Of a sub-ticket. */
  parent: { number: string; status: Status } | null
  settings: Partial<Settings>
  /** Active users with the role `approver`; read only of what is in progress or waits for an approval. */
  approvers: string[]
  /** Of whoever may take the ticket, or gets it by routing; left out or null where nothing is judged by it. */
  load?: Load | null
}

/** The inputs of a decision beside the row; they hold until the decision is committed. */
export interface Facts extends Surroundings {
  /** null: the user is gone, inactive or no longer authorized; or there is none, for the system. */
  actor: Person | null
  departments: Record<string, { headId: string | null; handlesFinance: boolean }>
  /** Active people whom the command names, the heads of its departments, and the assignee where that is declared. */
  people: Record<string, Person>
  /** By category id, deleted ones too; only those that the command names, and a draft's. */
  categories: Record<string, { departmentId: string; groupId: string | null }>
  unknownIds: UnknownIds
  /** What the command is to follow from was taken back; read only where it follows from something. */
  isCauseUndone?: boolean
  /** Templates: those that are the default, and those that are named. */
  policies: SlaPolicy[]
  /** Active ones; they and what they ask of the ticket are left out where no policies are declared. */
  conditionalPolicies?: ConditionalPolicy[]
  served?: Served
  /** When the requester said what nobody has answered yet; left out where all is, or no policy promises an answer. */
  waitingSince?: string
  /** By which the policies count, and the clocks of what is postponed. */
  calendars: KnownCalendar[]
  /** Of a parent: whose its sub-tickets are that somebody is to work on now, and when each last moved. */
  openSubTickets: { number: string; assigneeId: string; updatedAt: string }[]
  /** The texts of the row that a draft is judged by; null where they are not declared. */
  draft: { title: string; description: string } | null
  /** What the level does that is due; left out or null where none is. */
  escalation?: EscalationFacts | null
  /** What it is handed in by; null or left out where nobody has sold anything. */
  entitlement?: Entitlement | null
  /** The ticket's own, and those whose bytes are not all in; null where nothing is judged by them. */
  files: { count: number; uploading: string[] } | null
}

/** The level of an escalation that is due, and whom it is about now. */
export interface EscalationFacts {
  /** As its version of the matrix has it; null where that is not there. */
  level: EscalationLevel | null
  /** Whom it names. */
  audience: string[]
  /** Of the group that it gives the ticket to; null where that is of none, or gone. */
  groupDepartmentId: string | null
  /** Who is in it; whoever has waited longest first. */
  members: Member[]
  /** The webhook that it names is there, and on. */
  hasWebhook: boolean
}

/** Facts that cost a query of their own: they are read only for the commands that declare them. */
export type DeclaredFact =
  | 'assignee'
  | 'policies'
  | 'openSubTickets'
  | 'draft'
  | 'files'
  | 'load'
  | 'escalation'
  | 'entitlement'

/** An instant, and what is known of a ticket wherever it is read. */
export interface ReadContext {
  at: string
  facts: Surroundings
}

/** The instant of the decision (the workflow's clock) and the facts. */
export interface DecisionContext {
  at: string
  facts: Facts
}
