import { isModerator } from '../../people.js'
import { notRemovable } from '../refusals.js'
import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import { notifyParticipants, takeOut } from './lib/participants.js'

interface Named {
  userId: string
}

/** The requester may be removed, and still sees the ticket. */
export const removeParticipant: CommandDefinition<Named, Named> = {
  rule: {
    who: ['moderator'],
    from: LIVE,
    to: ['same'],
    about: 'Take somebody out of the chat',
    does: 'removes participants',
    done: 'relieved of participants',
  },
  factGuard: (_state, { payload: { userId } }, { facts }) => {
    const person = facts.people[userId]
    return person !== undefined && isModerator(person) ? notRemovable() : undefined
  },
  decide: ({ participants }, { payload: { userId } }) =>
    participants.some((known) => known.userId === userId) ? { userId } : undefined,
  evolve: (state, { userId }) => takeOut(state, userId),
  recipients: notifyParticipants,
  named: ({ userId }) => [userId],
  example: () => ({ payload: { userId: '' }, textsGiven: [] }),
}
