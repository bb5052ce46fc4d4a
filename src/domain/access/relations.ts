import { listDeciders } from '../approval/approval.js'
import { assertNever } from '../assert.js'
import { type Actor, belongsTo, hasRole, isModerator, isStaff, type Person } from '../people.js'
import type { TicketState } from '../ticket/state.js'

/**
 * What a caller is to a ticket: a relation, a role, or a permission that lets its holder act.
 * `moderator_in_person` is a moderator who is a user: an operator can't become an assignee. `automation` is a rule, or a macro
 * that a moderator applies, or anybody of staff: nobody is offered what is for these alone.
 */
export const RELATIONS = [
  'requester',
  'author',
  'assignee',
  'finance_assignee',
  'decider',
  'department_head',
  'team_member',
  'moderator',
  'moderator_in_person',
  'department_agent',
  'system',
  'automation',
  'automation_of_staff',
  'ticket.priority',
  'ticket.assign',
  'ticket.close',
] as const
export type Relation = (typeof RELATIONS)[number]

/** An operator has an admin's rights. */
export function hasRelation(
  relation: Relation,
  state: TicketState,
  actor: Actor,
  person: Person | null,
): boolean {
  if (actor.kind === 'system') {
    const isForSomething = relation === 'moderator' || relation === 'automation'
    return relation === 'system' || (isForSomething && actor.for !== undefined)
  }
  if (actor.kind === 'operator') return relation === 'moderator'
  if (person === null) return false
  switch (relation) {
    case 'requester':
      return state.requesterId === person.id
    case 'author':
      return state.createdById === person.id
    case 'assignee':
      return state.assigneeId === person.id
    case 'finance_assignee':
      return state.assigneeId === person.id && isInFinance(state, person)
    case 'decider':
      return hasRole(person, 'approver') && isDecider(state, person)
    case 'department_head':
      return state.departmentId !== null && person.headOf.includes(state.departmentId)
    case 'team_member':
      return state.teamMembers.includes(person.id)
    case 'moderator':
    case 'moderator_in_person':
      return isModerator(person)
    case 'automation':
      return actor.by === 'macro' && isModerator(person)
    case 'automation_of_staff':
      return actor.by === 'macro' && isStaff(person)
    case 'department_agent':
      return isDepartmentAgent(state, person)
    case 'ticket.priority':
      return hasRole(person, 'agent') && person.permissions.includes(relation)
    case 'ticket.assign':
    case 'ticket.close':
      return person.permissions.includes(relation)
    case 'system':
      return false
    default:
      return assertNever(relation)
  }
}

function isDecider({ approval }: TicketState, { id }: Person): boolean {
  return approval !== null && listDeciders(approval).includes(id)
}

function isInFinance({ departmentId }: TicketState, person: Person): boolean {
  return departmentId !== null && person.financeDepartmentIds.includes(departmentId)
}

export function isDepartmentAgent(state: TicketState, person: Person): boolean {
  if (!hasRole(person, 'agent')) return false
  const isInDepartment = state.departmentId !== null && belongsTo(person, state.departmentId)
  return isInDepartment || (state.groupId !== null && person.groupIds.includes(state.groupId))
}

/** All relations of this actor to the ticket: found once for many commands. */
export function findRelations(state: TicketState, actor: Actor, person: Person | null): Relation[] {
  return RELATIONS.filter((relation) => hasRelation(relation, state, actor, person))
}
