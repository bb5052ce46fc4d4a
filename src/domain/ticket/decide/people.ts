import { refusal } from '../../errors.js'
import { belongsTo, isModerator } from '../../people.js'
import type { Behaviour } from './behaviour.js'

const unknown = () => refusal('user_not_found', 'There is no such active user.')

export const addParticipant: Behaviour<'add_participant'> = {
  guard: (_state, { payload }, { facts }) =>
    facts.people[payload.userId] === undefined ? unknown() : undefined,
  event: (state, { payload: { userId } }, { at }) =>
    state.participants.some((known) => known.userId === userId)
      ? undefined
      : { type: 'add_participant', at, userId },
}

/** The requester may be removed, and still sees the ticket; moderators are in every chat. */
export const removeParticipant: Behaviour<'remove_participant'> = {
  guard: (_state, { payload }, { facts }) => {
    const person = facts.people[payload.userId]
    return person !== undefined && isModerator(person)
      ? refusal('not_removable', 'Moderators are in every chat.')
      : undefined
  },
  event: (state, { payload: { userId } }, { at }) =>
    state.participants.some((known) => known.userId === userId)
      ? { type: 'remove_participant', at, userId }
      : undefined,
}

export const addTeamMembers: Behaviour<'add_team_members'> = {
  guard: (state, { payload }, { facts }) => {
    for (const userId of payload.userIds) {
      const person = facts.people[userId]
      if (person === undefined) return unknown()
      if (state.departmentId === null || !belongsTo(person, state.departmentId)) {
        return refusal('not_member', "Only members of the ticket's department can join its team.", {
          userId,
        })
      }
    }
    return undefined
  },
  event: (state, { payload }, { at }) => {
    const userIds = payload.userIds.filter((id) => !state.teamMembers.includes(id))
    return userIds.length === 0 ? undefined : { type: 'add_team_members', at, userIds }
  },
}

export const removeTeamMember: Behaviour<'remove_team_member'> = {
  event: (state, { payload: { userId } }, { at }) =>
    state.teamMembers.includes(userId) ? { type: 'remove_team_member', at, userId } : undefined,
}
