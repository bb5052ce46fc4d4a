import { addGround, keepGrounds } from '../../grounds.js'
import { type Notification, notifyModerators } from '../../outcome/notifications.js'
import type { Ground, TicketParticipant, TicketState } from '../../state.js'

/** Joining again adds a ground: what one reads begins with the first. */
export function join(
  list: readonly TicketParticipant[],
  userId: string,
  ground: Ground,
  at: string,
): TicketParticipant[] {
  const known = list.find((one) => one.userId === userId)
  if (known === undefined) {
    return [...list, { userId, grounds: [ground], joinedAt: at, historyFrom: at }]
  }
  return list.map((one) =>
    one === known ? { ...one, grounds: addGround(one.grounds, ground) } : one,
  )
}

/** These work on the ticket no more; whoever has another ground stays. */
export function leave(
  list: readonly TicketParticipant[],
  gone: readonly (string | null)[],
): TicketParticipant[] {
  const isWork = ({ as }: Ground) => as === 'assignee' || as === 'team_member'
  return list.flatMap((one) =>
    keepGrounds(one, (ground) => !(gone.includes(one.userId) && isWork(ground))),
  )
}

/** A moderator adds somebody, even one who was removed before. */
export function letIn(
  { participants, removedParticipants }: TicketState,
  userId: string,
  as: 'assignee' | 'participant',
  at: string,
): Pick<TicketState, 'participants' | 'removedParticipants'> {
  return {
    participants: join(participants, userId, { as }, at),
    removedParticipants: removedParticipants.filter((id) => id !== userId),
  }
}

/** Somebody joins by themselves, by a head or by a sub-ticket, unless a moderator has removed them. */
export function joinUnlessRemoved(
  { participants, removedParticipants }: Pick<TicketState, 'participants' | 'removedParticipants'>,
  userId: string,
  ground: Ground,
  at: string,
): TicketParticipant[] {
  return removedParticipants.includes(userId)
    ? participants
    : join(participants, userId, ground, at)
}

type Place = Pick<
  TicketState,
  'departmentId' | 'categoryId' | 'groupId' | 'teamMembers' | 'participants'
>

/** Team, category and group belong to the department: a ticket that goes to another leaves them. */
export function moveTo(
  { departmentId: from, categoryId, groupId, teamMembers, participants }: TicketState,
  departmentId: string,
): Place {
  if (from === departmentId) return { departmentId, categoryId, groupId, teamMembers, participants }
  return {
    departmentId,
    categoryId: null,
    groupId: null,
    teamMembers: [],
    participants: leave(participants, teamMembers),
  }
}

/** Replaces the people whom one sub-ticket brings into its parent's chat; who was in by it alone leaves. */
export function joinThrough(
  { participants, removedParticipants }: TicketState,
  number: string,
  { assigneeId, teamMembers }: { assigneeId: string | null; teamMembers: readonly string[] },
  at: string,
): TicketParticipant[] {
  const grounds = new Map<string, Ground>()
  if (assigneeId !== null) grounds.set(assigneeId, { as: 'sub_ticket_assignee', number })
  for (const userId of teamMembers) grounds.set(userId, { as: 'sub_ticket_team_member', number })
  const joined = [...grounds].reduce(
    (list, [userId, ground]) =>
      joinUnlessRemoved({ participants: list, removedParticipants }, userId, ground, at),
    participants,
  )
  return joined.flatMap((one) =>
    keepGrounds(one, (ground) => {
      const isOther = !('number' in ground) || ground.number !== number
      return isOther || grounds.get(one.userId)?.as === ground.as
    }),
  )
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
