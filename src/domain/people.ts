import { required } from './assert.js'

export const ROLES = ['requester', 'agent', 'moderator', 'manager', 'approver', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const PERMISSIONS = [
  'ticket.priority',
  'ticket.assign',
  'ticket.close',
  'ticket.viewAll',
  'reports.view',
  'audit.view',
  'audit.unredacted',
  'kb.edit',
  'billing.manage',
] as const
export type Permission = (typeof PERMISSIONS)[number]

export const ACCOUNT_STATUSES = ['pending', 'active', 'rejected', 'inactive'] as const
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number]

export const AVAILABILITIES = ['available', 'busy', 'away', 'offline'] as const

/** An active, authorized user as the rules see one. */
export interface Person {
  id: string
  roles: Role[]
  departmentId: string | null
  /** Departments whose head this is. */
  headOf: string[]
  /** Departments of the organization that handle finance, whoever belongs to them. */
  financeDepartmentIds: string[]
  groupIds: string[]
  permissions: Permission[]
}

/** Who acts: a user, a timer or automation, or whoever holds the Temporal UI or CLI. */
export type Actor =
  | { kind: 'user'; id: string; by?: 'macro' | 'mail' }
  | { kind: 'system'; for?: Automation }
  | { kind: 'operator' }

/** What history says of how something came about. */
export const AUTOMATIONS = ['macro', 'rule', 'routing', 'escalation', 'mail'] as const

/** What the system acts for, where no timer of the ticket makes it act: it may do then what a moderator may. */
export type Automation = Caused &
  ({ by: 'rule'; ruleId: string; depth: number; isOfTime?: true } | { by: 'routing'; why: string })

export interface Caused {
  /** The seq of the event that can be undone and that it follows from: the undo takes back both. */
  causedBy?: number
}

/** A rule whose time has come: no event has brought it about, with which it could be taken back. */
export function isRuleOfTime(actor: Actor): boolean {
  return actor.kind === 'system' && actor.for?.by === 'rule' && actor.for.isOfTime === true
}

/** Routing, as it gives a ticket to somebody. */
export function isRouting(
  actor: Actor,
): actor is { kind: 'system'; for: Extract<Automation, { by: 'routing' }> } {
  return actor.kind === 'system' && actor.for?.by === 'routing'
}

export function hasRole(person: Pick<Person, 'roles'>, ...roles: Role[]): boolean {
  return roles.some((role) => person.roles.includes(role))
}

/** Whoever works on tickets. */
export const STAFF = ['agent', 'moderator', 'manager', 'admin'] as const satisfies readonly Role[]

export function isStaff(person: Person): boolean {
  return hasRole(person, ...STAFF)
}

/** An admin may do all that a moderator may. */
export function isModerator(person: Person): boolean {
  return hasRole(person, 'moderator', 'admin')
}

type Member = Pick<Person, 'departmentId' | 'headOf'>

export function belongsTo(person: Member, departmentId: string): boolean {
  return person.departmentId === departmentId || person.headOf.includes(departmentId)
}

/** Whether tickets may be theirs at all, and departments. */
export function takesTickets(person: Pick<Person, 'roles'>): boolean {
  return hasRole(person, 'agent', 'manager', 'admin')
}

export function isAssignable(
  person: Member & Pick<Person, 'roles'>,
  departmentId: string,
): boolean {
  return takesTickets(person) && belongsTo(person, departmentId)
}

/** The user behind a command that the rules let only users give. */
export function requireUser(actor: Actor): string {
  return required(actor.kind === 'user' ? actor.id : null, 'user behind the command')
}
