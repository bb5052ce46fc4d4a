import { everyDecider } from '../approval/approval.js'
import { assertNever } from '../assert.js'
import { type Actor, belongsTo, hasRole, isModerator, type Person } from '../people.js'
import { type Rule, WHO, type Who } from '../ticket/rules/rule.js'
import type { Status, TicketState } from '../ticket/state.js'

/** Whether this actor stands in that relation to the ticket. An operator has an admin's rights. */
export function holds(who: Who, state: TicketState, actor: Actor, person: Person | null): boolean {
  if (actor.kind === 'system') return who === 'system'
  if (actor.kind === 'operator') return who === 'moderator'
  if (person === null) return false
  switch (who) {
    case 'requester':
      return state.requesterId === person.id
    case 'author':
      return state.createdById === person.id
    case 'assignee':
      return state.assigneeId === person.id
    case 'finance_assignee':
      return state.assigneeId === person.id && inFinance(state, person)
    case 'decider':
      return state.approval !== null && everyDecider(state.approval).includes(person.id)
    case 'department_head':
      return state.departmentId !== null && person.headOf.includes(state.departmentId)
    case 'team_member':
      return state.teamMembers.includes(person.id)
    case 'moderator':
    case 'moderator_in_person':
      return isModerator(person)
    case 'department_agent':
      return isDepartmentAgent(state, person)
    case 'ticket.priority':
      return hasRole(person, 'agent') && person.permissions.includes(who)
    case 'ticket.assign':
    case 'ticket.close':
      return person.permissions.includes(who)
    case 'system':
      return false
    default:
      return assertNever(who)
  }
}

function inFinance({ departmentId }: TicketState, person: Person): boolean {
  return departmentId !== null && person.financeDepartmentIds?.includes(departmentId) === true
}

export function isDepartmentAgent(state: TicketState, person: Person): boolean {
  if (!hasRole(person, 'agent')) return false
  const inDepartment = state.departmentId !== null && belongsTo(person, state.departmentId)
  return inDepartment || (state.groupId !== null && person.groupIds.includes(state.groupId))
}

/** All the ways in which this actor stands to the ticket: judged once for many commands. */
export function findRelations(state: TicketState, actor: Actor, person: Person | null): Who[] {
  return WHO.filter((who) => holds(who, state, actor, person))
}

/** Judges role and status at once, because some may act in fewer statuses than others. */
export function standing(
  rule: Rule,
  state: TicketState,
  held: readonly Who[],
): 'allowed' | 'forbidden' | 'wrong_status' {
  let place: 'allowed' | 'forbidden' | 'wrong_status' = 'forbidden'
  for (const who of rule.who) {
    if (!held.includes(who)) continue
    const statuses: readonly Status[] = rule.narrower?.[who] ?? rule.from
    if (isThere(rule, state) && statuses.includes(state.status)) return 'allowed'
    place = 'wrong_status'
  }
  return place
}

function isThere({ deleted, subTicketsOnly }: Rule, state: TicketState): boolean {
  const there = (state.deletedAt !== null) === (deleted === true)
  return there && (subTicketsOnly !== true || state.type === 'sub_ticket')
}
