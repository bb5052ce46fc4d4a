import { isModerator } from '../../people.js'
import { hasGround } from '../grounds.js'
import { unknownThing } from '../refusals.js'
import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import { letIn, notifyParticipants } from './lib/participants.js'

/** Whoever is in by one of these gains nothing by being added. */
const LASTING = ['requester', 'assignee', 'participant'] as const

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
  decide: ({ participants }, { payload: { userId } }, { facts }) => {
    const isIn = participants.some((one) => one.userId === userId && hasGround(one, ...LASTING))
    const person = facts.people[userId]
    const isOfPool = person !== undefined && isModerator(person) // moderators are in every chat
    return isIn || isOfPool ? undefined : { userId }
  },
  evolve: (state, { userId, at }) => ({ ...state, ...letIn(state, userId, 'participant', at) }),
  recipients: notifyParticipants,
  named: ({ userId }) => [userId],
  example: (_state, actor) => ({
    payload: { userId: actor.kind === 'user' ? actor.id : '' },
    textsGiven: [],
  }),
}
