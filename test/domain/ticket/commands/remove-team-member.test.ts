import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import type { TicketState } from '../../../../src/domain/ticket/state.js'
import { given } from '../../../support/given.js'
import { AT, participant, through, ticketIn } from '../../../support/tickets.js'

const started = given(
  ticketIn('in_progress', {
    participants: [
      participant('requester', ['requester']),
      participant('teamMember', ['team_member']),
    ],
  }),
)
const payload = { userId: 'teamMember' }

describe('remove_team_member', () => {
  it('takes a member off the team, and out of the chat', () => {
    const { event, state } = started.when('head', 'remove_team_member', payload)
    expect(event).toEqual({ type: 'remove_team_member', at: AT, userId: 'teamMember' })
    expect(state.teamMembers).toEqual([])
    expect(state.participants).toEqual([participant('requester', ['requester'])])
  })
  it.each([
    ['whom a moderator added', { as: 'participant' as const }],
    ['whom a sub-ticket brings in', through('T-5.1')],
  ])('leaves %s in the chat, by that', (_who, other) => {
    const both = participant('teamMember', [other, 'team_member'])
    const state: TicketState = { ...started.state, participants: [both] }
    const then = given(state).when('head', 'remove_team_member', payload)
    expect(then.state.teamMembers).toEqual([])
    expect(then.state.participants).toEqual([participant('teamMember', [other])])
  })
  it('does without the chat where the member was out of it', () => {
    const state: TicketState = { ...started.state, participants: [] }
    const then = given(state).when('head', 'remove_team_member', payload)
    expect(then.state).toMatchObject({ teamMembers: [], participants: [] })
  })
  it('notifies those who stay and the one who goes', () => {
    const { change } = started.when('head', 'remove_team_member', payload)
    expect(change?.event.notifications).toEqual([
      notifyModerators('participants_changed', 'requester', 'teamMember'),
    ])
  })
  it('changes nothing for who is not in the team', () => {
    const nobody = started.when('head', 'remove_team_member', { userId: 'requester' })
    expect(nobody).toMatchObject({ event: undefined, refusal: undefined })
    expect(nobody.state).toBe(started.state)
  })
  it('is for the head of its department alone', () => {
    expect(started.when('moderator', 'remove_team_member', payload).code).toBe('forbidden')
  })
})
