import { hasRole, isModerator, type Person } from '../people.js'
import type { TicketState } from '../ticket/state.js'
import type { Status } from '../ticket/status.js'
import { isDepartmentAgent } from './relations.js'

/** One way in which tickets are visible to somebody; reads turn each into an indexed condition. */
export type VisibilityScope =
  | { kind: 'all' }
  | { kind: 'requester' }
  | { kind: 'participant' }
  | { kind: 'assignee' }
  | { kind: 'team_member' }
  | { kind: 'asked_to_approve' }
  | { kind: 'department'; departmentIds: string[]; statuses: readonly Status[] | null }
  | { kind: 'group'; groupIds: string[]; statuses: readonly Status[] }

/** What an agent sees of the department's and group's tickets without being on them. */
const QUEUED = ['open', 'assigned'] as const satisfies readonly Status[]

/** What of a ticket says who sees it; of the people of its chat, those who are asked about will do. */
export type ViewedTicket = Pick<
  TicketState,
  | 'deletedAt'
  | 'status'
  | 'createdById'
  | 'requesterId'
  | 'assigneeId'
  | 'teamMembers'
  | 'departmentId'
  | 'groupId'
  | 'participants'
>

/** All scopes of one person. A draft is visible to its author alone, whatever the scope. */
export function visibilityScopes(person: Person): VisibilityScope[] {
  if (isModerator(person) || person.permissions.includes('ticket.viewAll')) return [{ kind: 'all' }]
  const scopes: VisibilityScope[] = [{ kind: 'requester' }, { kind: 'participant' }]
  const { headOf, groupIds } = person
  const own = person.departmentId === null ? [] : [person.departmentId]
  const isManager = hasRole(person, 'manager')
  const ruled = isManager ? [...new Set([...own, ...headOf])] : headOf
  if (ruled.length > 0) {
    scopes.push({ kind: 'department', departmentIds: ruled, statuses: null })
  }
  if (hasRole(person, 'agent') || isManager) {
    scopes.push({ kind: 'assignee' }, { kind: 'team_member' })
  }
  if (hasRole(person, 'agent')) {
    const queues = own.filter((id) => !ruled.includes(id))
    if (queues.length > 0) {
      scopes.push({ kind: 'department', departmentIds: queues, statuses: QUEUED })
    }
    if (groupIds.length > 0) scopes.push({ kind: 'group', groupIds, statuses: QUEUED })
  }
  if (hasRole(person, 'approver')) scopes.push({ kind: 'asked_to_approve' })
  return scopes
}

/** Whether a person may see this ticket; `asked` tells of an approval that they are or were asked about. */
export function canView(person: Person, state: ViewedTicket, asked = false): boolean {
  if (state.deletedAt !== null) return false
  if (state.status === 'draft') return state.createdById === person.id
  return visibilityScopes(person).some((scope) => sees(scope, person, state, asked))
}

function sees(
  scope: VisibilityScope,
  person: Person,
  state: ViewedTicket,
  asked: boolean,
): boolean {
  switch (scope.kind) {
    case 'all':
      return true
    case 'requester':
      return state.requesterId === person.id
    case 'participant':
      return state.participants.some(({ userId }) => userId === person.id)
    case 'assignee':
      return state.assigneeId === person.id
    case 'team_member':
      return state.teamMembers.includes(person.id)
    case 'asked_to_approve':
      return asked
    case 'department':
      return (
        state.departmentId !== null &&
        scope.departmentIds.includes(state.departmentId) &&
        (scope.statuses?.includes(state.status) ?? true)
      )
    case 'group':
      return (
        state.groupId !== null &&
        scope.groupIds.includes(state.groupId) &&
        scope.statuses.includes(state.status)
      )
  }
}

/** For `claim` alone: a racing claimer meets `already_assigned`, not `not_found`. */
export function canTryToClaim(person: Person, state: TicketState): boolean {
  const isReviewed = state.status !== 'draft' && state.status !== 'submitted'
  const isInQueue = isReviewed && state.deletedAt === null
  return canView(person, state) || (isInQueue && isDepartmentAgent(state, person))
}

/** An author's own draft that was put away. */
export function canTryToRestore(person: Person, state: TicketState): boolean {
  return state.status === 'draft' && state.deletedAt !== null && state.createdById === person.id
}
