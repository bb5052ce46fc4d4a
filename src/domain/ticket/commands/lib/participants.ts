import { type Notification, notifyModerators } from '../../outcome/notifications.js'
import type { TicketParticipant, TicketState } from '../../state.js'

type Role = TicketParticipant['role']

/** Roles that a later one replaces: the requester and the assignee stay what they are. */
const REPLACEABLE: Record<Role, readonly Role[]> = {
  requester: [],
  assignee: [],
  team_member: ['assignee'],
  participant: ['assignee', 'team_member'],
  sub_ticket: ['assignee', 'team_member', 'participant'],
}

/** Joining again raises the role at most: who was in by a sub-ticket may become the assignee. */
export function join(
  list: TicketParticipant[],
  userId: string,
  role: Role,
  at: string,
): TicketParticipant[] {
  const known = list.find((one) => one.userId === userId)
  if (known === undefined) return [...list, { userId, role, joinedAt: at, historyFrom: at }]
  if (!REPLACEABLE[known.role].includes(role)) return list
  return list.map((one) => (one === known ? { ...one, role } : one))
}

/** The requester stays whatever role they lose, and whom sub-tickets bring in stays by them. */
export function leave(
  list: TicketParticipant[],
  gone: readonly (string | null)[],
  requesterId: string,
): TicketParticipant[] {
  return list.flatMap((one) => {
    if (one.userId === requesterId || !gone.includes(one.userId)) return [one]
    return one.through === undefined ? [] : [{ ...one, role: 'sub_ticket' as const }]
  })
}

/** A moderator adds somebody, even one who was removed before. */
export function letIn(
  { participants, removedParticipants }: TicketState,
  userId: string,
  role: Role,
  at: string,
): Pick<TicketState, 'participants' | 'removedParticipants'> {
  return {
    participants: join(participants, userId, role, at),
    removedParticipants: removedParticipants.filter((id) => id !== userId),
  }
}

/** Somebody joins by themselves or by a head, unless a moderator has removed them. */
export function joinUnlessRemoved(
  { participants, removedParticipants }: TicketState,
  userId: string,
  role: Role,
  at: string,
): TicketParticipant[] {
  return removedParticipants.includes(userId) ? participants : join(participants, userId, role, at)
}

type Place = Pick<
  TicketState,
  'departmentId' | 'categoryId' | 'groupId' | 'teamMembers' | 'participants'
>

/** Team, category and group belong to the department: a ticket that goes to another leaves them. */
export function moveTo(
  { departmentId: from, categoryId, groupId, teamMembers, participants, requesterId }: TicketState,
  departmentId: string,
): Place {
  if (from === departmentId) return { departmentId, categoryId, groupId, teamMembers, participants }
  return {
    departmentId,
    categoryId: null,
    groupId: null,
    teamMembers: [],
    participants: leave(participants, teamMembers, requesterId),
  }
}

/**
 * Replaces the people whom one sub-ticket contributes; who was in by it alone leaves, and whom a moderator took out
 * stays out.
 */
export function joinThrough(
  { participants: list, removedParticipants }: TicketState,
  number: string,
  userIds: readonly string[],
  at: string,
): TicketParticipant[] {
  const kept = list.flatMap((one) => {
    const rest = listOtherSubTickets(one, number)
    if (userIds.includes(one.userId)) return [setSubTickets(one, [...rest, number])]
    return rest.length === 0 && one.role === 'sub_ticket' ? [] : [setSubTickets(one, rest)]
  })
  const fresh = userIds
    .filter((id) => !removedParticipants.includes(id))
    .filter((id) => !list.some(({ userId }) => userId === id))
    .map((userId): TicketParticipant => {
      return { userId, role: 'sub_ticket', joinedAt: at, historyFrom: at, through: [number] }
    })
  return [...kept, ...fresh]
}

function listOtherSubTickets({ through = [] }: TicketParticipant, number: string): string[] {
  return through.filter((other) => other !== number)
}

function setSubTickets(one: TicketParticipant, numbers: string[]): TicketParticipant {
  const { through: _former, ...rest } = one
  return numbers.length === 0 ? rest : { ...rest, through: numbers }
}

/** Everyone who was or is in the chat, the moderators too. */
export function notifyParticipants(
  after: TicketState,
  _event: unknown,
  before: TicketState,
): Notification[] {
  return [notifyModerators('participants_changed', ...listParticipants(after, before))]
}

/** Whoever is in the chat after an event or was before it; the moderators are in it as a pool. */
export function listParticipants(after: TicketState, before: TicketState): string[] {
  const all = [...after.participants, ...before.participants].map(({ userId }) => userId)
  return [...new Set(all)]
}
