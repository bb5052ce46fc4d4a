import { belongsTo } from '../../people.js'
import { notMember, unknownThing } from '../refusals.js'
import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import { joinUnlessRemoved, notifyParticipants } from './lib/participants.js'

interface Team {
  userIds: string[]
}

export const addTeamMembers: CommandDefinition<Team, Team> = {
  rule: {
    who: ['department_head'],
    from: LIVE,
    to: ['same'],
    about: 'Let members of the department read along and acknowledge',
    does: 'chooses the team',
    done: 'given a team',
  },
  locksRelatives: true,
  factGuard: ({ departmentId }, { payload: { userIds } }, { facts }) => {
    for (const userId of userIds) {
      const person = facts.people[userId]
      if (person === undefined) return unknownThing('user', [userId])
      if (departmentId === null || !belongsTo(person, departmentId)) return notMember(userId)
    }
    return undefined
  },
  decide: ({ teamMembers, assigneeId }, { payload }) => {
    const userIds = payload.userIds.filter((id) => !teamMembers.includes(id) && id !== assigneeId)
    return userIds.length === 0 ? undefined : { userIds }
  },
  evolve: (state, { userIds, at }) => ({
    ...state,
    teamMembers: [...state.teamMembers, ...userIds],
    participants: userIds.reduce(
      (participants, userId) =>
        joinUnlessRemoved({ ...state, participants }, userId, { as: 'team_member' }, at),
      state.participants,
    ),
  }),
  recipients: notifyParticipants,
  named: ({ userIds }) => userIds,
  example: () => ({ payload: { userIds: [] }, textsGiven: [] }),
}
