import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import { leave, notifyParticipants } from './lib/participants.js'

interface Named {
  userId: string
}

export const removeTeamMember: CommandDefinition<Named, Named> = {
  rule: {
    who: ['department_head'],
    from: LIVE,
    to: ['same'],
    about: 'Take a team member off it',
    does: 'chooses the team',
    done: 'relieved of team members',
  },
  locksRelatives: true,
  decide: ({ teamMembers }, { payload: { userId } }) =>
    teamMembers.includes(userId) ? { userId } : undefined,
  evolve: (state, { userId }) => ({
    ...state,
    teamMembers: state.teamMembers.filter((id) => id !== userId),
    participants: leave(state.participants, [userId]),
  }),
  recipients: notifyParticipants,
  named: ({ userId }) => [userId],
  example: ({ teamMembers }) => ({ payload: { userId: teamMembers[0] ?? '' }, textsGiven: [] }),
}
