import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, PEOPLE, ticketIn } from '../../../support/tickets.js'

const started = given(ticketIn('in_progress')).and('moderator', 'add_participant', {
  userId: 'assignee',
})

describe('remove_participant', () => {
  it('takes somebody out of the chat', () => {
    const { event, state } = started.when('moderator', 'remove_participant', { userId: 'assignee' })
    expect(event).toEqual({ type: 'remove_participant', at: AT, userId: 'assignee' })
    expect(state.participants.map(({ userId }) => userId)).toEqual(['requester'])
    expect(state.assigneeId).toBe('assignee')
  })
  it('takes the requester out as well', () => {
    const { state } = started.when('moderator', 'remove_participant', { userId: 'requester' })
    expect(state.participants.map(({ userId }) => userId)).toEqual(['assignee'])
  })
  it('notifies those who stay and the one who goes, whose sockets are cut', () => {
    const { change } = started.when('moderator', 'remove_participant', { userId: 'assignee' })
    expect(change?.event.notifications).toEqual([
      notifyModerators('participants_changed', 'requester', 'assignee'),
    ])
    expect(change?.effects.messages).toEqual([
      { body: '{name} left the chat.', userId: 'assignee' },
    ])
    expect(change?.effects.broadcasts).toContainEqual({
      type: 'chat:participant_removed',
      rooms: ['ticket:ticket', 'user:assignee'],
      data: { ticketId: 'ticket', userId: 'assignee' },
    })
  })
  it('changes nothing for who is not in it', () => {
    const nobody = started.when('moderator', 'remove_participant', { userId: 'x' })
    expect(nobody).toMatchObject({ event: undefined, refusal: undefined })
    expect(nobody.state).toBe(started.state)
  })
  it.each(['moderator', 'admin'] as const)('never removes a moderator: %s', (userId) => {
    const facts = { people: { ...PEOPLE } }
    expect(started.when('moderator', 'remove_participant', { userId }, { facts }).refusal).toEqual({
      code: 'not_removable',
      error: 'Moderators are in every chat: they can not be removed.',
    })
  })
  it('is for moderators alone, while the chat is open', () => {
    const payload = { userId: 'assignee' }
    expect(started.when('head', 'remove_participant', payload).code).toBe('forbidden')
    expect(given(ticketIn('closed')).when('moderator', 'remove_participant', payload).code).toBe(
      'invalid_transition',
    )
  })
})
