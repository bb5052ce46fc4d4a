import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, PEOPLE, participant, through, ticketIn } from '../../../support/tickets.js'

const started = given(ticketIn('in_progress'))
const head = { userId: 'head' }

describe('add_participant', () => {
  it('brings somebody into the chat, who reads from now on', () => {
    const { event, state } = started.when('moderator', 'add_participant', head)
    expect(event).toEqual({ type: 'add_participant', at: AT, userId: 'head' })
    expect(state.participants.at(-1)).toEqual(participant('head', ['participant']))
  })
  it('notifies all who are in the chat, which says who came', () => {
    const { change } = started.when('moderator', 'add_participant', head)
    expect(change?.event.notifications).toEqual([
      notifyModerators('participants_changed', 'requester', 'head'),
    ])
    expect(change?.effects.messages).toEqual([{ body: '{name} joined the chat.', userId: 'head' }])
    expect(change?.effects.participants).toContainEqual({
      ...{ userId: 'head', role: 'participant', joinedAt: AT, historyFrom: AT },
    })
  })
  it('changes nothing for who is in already', () => {
    const added = started.and('moderator', 'add_participant', head)
    const again = added.when('moderator', 'add_participant', head)
    expect(again).toMatchObject({ event: undefined, refusal: undefined })
    expect(again.state).toBe(added.state)
  })
  it.each(['moderator', 'admin'] as const)(
    'changes nothing for a moderator, who is in every chat: %s',
    (userId) => {
      const facts = { people: { ...PEOPLE } }
      const then = started.when('moderator', 'add_participant', { userId }, { facts })
      expect(then).toMatchObject({ event: undefined, refusal: undefined })
    },
  )
  it('refuses somebody who is not there, or no longer active', () => {
    const unknown = { code: 'user_not_found', error: 'There is no such user: x.' }
    const payload = { userId: 'x' }
    const facts = { unknownIds: { user: ['x'] } }
    expect(started.when('moderator', 'add_participant', payload, { facts }).refusal).toMatchObject(
      unknown,
    )
    expect(started.when('moderator', 'add_participant', payload).refusal).toMatchObject(unknown)
  })
  it('is for moderators alone, while the chat is open', () => {
    expect(started.when('head', 'add_participant', head).code).toBe('forbidden')
    expect(given(ticketIn('closed')).when('moderator', 'add_participant', head).code).toBe(
      'invalid_transition',
    )
  })
  it.each([through('T-5.1'), { as: 'team_member' as const }])(
    'keeps for good who was in by something else: $as',
    (ground) => {
      const participants = [participant('head', [ground])]
      const known = given(ticketIn('in_progress', { participants }))
      const { state } = known.when('moderator', 'add_participant', head)
      expect(state.participants[0]?.grounds).toHaveLength(2)
      expect(state.participants[0]?.grounds[0]).toEqual({ as: 'participant' })
    },
  )
})
