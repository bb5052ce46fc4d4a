import { unknownThing } from '../refusals.js'
import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import { join, notifyParticipants } from './lib/participants.js'

interface Named {
  userId: string
}

export const addParticipant: CommandDefinition<Named, Named> = {
  rule: {
    who: ['moderator'],
    from: LIVE,
    to: ['same'],
    about: 'Bring somebody into the chat; they read from now on',
    does: 'adds participants',
    done: 'given participants',
  },
  factGuard: (_state, { payload: { userId } }, { facts }) =>
    facts.people[userId] === undefined ? unknownThing('user', [userId]) : undefined,
  decide: ({ participants }, { payload: { userId } }) =>
    participants.some((known) => known.userId === userId && known.role !== 'sub_ticket')
      ? undefined
      : { userId },
  evolve: (state, { userId, at }) => ({
    ...state,
    participants: join(state.participants, userId, 'participant', at),
    removedParticipants: state.removedParticipants.filter((id) => id !== userId),
  }),
  recipients: notifyParticipants,
  example: (_state, actor) => ({
    payload: { userId: actor.kind === 'user' ? actor.id : '' },
    textsGiven: [],
  }),
}
