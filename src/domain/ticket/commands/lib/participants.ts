import { addGround, keepGrounds } from '../../grounds.js'
import { type Notification, notifyModerators } from '../../outcome/notifications.js'
import type { Ground, TicketParticipant, TicketState } from '../../state.js'
import { forgetReader } from '../../sub-tickets/taken.js'

type Chat = Pick<TicketState, 'participants' | 'removedParticipants'>

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
  { participants, removedParticipants }: Chat,
  userId: string,
  as: 'assignee' | 'participant',
  at: string,
): Chat {
  const kept = removedParticipants.find((one) => one.userId === userId)?.grounds ?? []
  return {
    participants: [{ as }, ...kept].reduce(
      (list, ground) => join(list, userId, ground, at),
      participants,
    ),
    removedParticipants: removedParticipants.filter((one) => one.userId !== userId),
  }
}

/** Somebody joins by themselves or by a head, unless a moderator has removed them. */
export function joinUnlessRemoved(
  { participants, removedParticipants }: Chat,
  userId: string,
  ground: Ground,
  at: string,
): TicketParticipant[] {
  return removedParticipants.some((one) => one.userId === userId)
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

/**
 * Replaces the people whom one sub-ticket brings into its parent's chat; who was in by it alone leaves. Whom a moderator
 * has removed stays out, and is brought in by it once they are let in again.
 */
export function joinThrough(
  { participants, removedParticipants }: Chat,
  number: string,
  { assigneeId, teamMembers }: { assigneeId: string | null; teamMembers: readonly string[] },
  at: string,
): Chat {
  const people = new Map<string, Ground>()
  if (assigneeId !== null) people.set(assigneeId, { as: 'sub_ticket_assignee', number })
  for (const userId of teamMembers) people.set(userId, { as: 'sub_ticket_team_member', number })
  const isStill = (userId: string) => (ground: Ground) => {
    const isOther = !('number' in ground) || ground.number !== number
    return isOther || people.get(userId)?.as === ground.as
  }
  const joined = [...people].reduce(
    (list, [userId, ground]) =>
      joinUnlessRemoved({ participants: list, removedParticipants }, userId, ground, at),
    participants,
  )
  return {
    participants: joined.flatMap((one) => keepGrounds(one, isStill(one.userId))),
    removedParticipants: removedParticipants.map(({ userId, grounds }) => {
      const ground = people.get(userId)
      const known = ground === undefined ? grounds : addGround(grounds, ground)
      return { userId, grounds: known.filter(isStill(userId)) }
    }),
  }
}

/** Out for good, until somebody lets them in; a sub-ticket's undo does not give back what they could read. */
export function takeOut(state: TicketState, userId: string): TicketState {
  const { participants, removedParticipants, subTickets } = state
  const grounds = participants
    .filter((one) => one.userId === userId)
    .flatMap((one) => one.grounds.filter((ground) => 'number' in ground))
  return {
    ...state,
    participants: participants.filter((one) => one.userId !== userId),
    removedParticipants: [...removedParticipants, { userId, grounds }],
    subTickets: subTickets === null ? null : forgetReader(subTickets, userId),
  }
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
