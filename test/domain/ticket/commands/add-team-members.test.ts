import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, PEOPLE, participant, removed, ticketIn } from '../../../support/tickets.js'

const started = given(ticketIn('in_progress'))
const facts = { people: { ...PEOPLE } }

describe('add_team_members', () => {
  it('lets members of the department read along from now on', () => {
    const userIds = ['departmentAgent', 'head']
    const { event, state } = started.when('head', 'add_team_members', { userIds }, { facts })
    expect(event).toEqual({ type: 'add_team_members', at: AT, userIds })
    expect(state.teamMembers).toEqual(['teamMember', 'departmentAgent', 'head'])
    expect(state.participants.slice(1)).toEqual([
      participant('departmentAgent', ['team_member']),
      participant('head', ['team_member']),
    ])
  })
  it('lets nobody into the chat whom a moderator took out', () => {
    const out = given(
      ticketIn('in_progress', { removedParticipants: [removed('departmentAgent')] }),
    )
    const userIds = ['departmentAgent']
    const { state } = out.when('head', 'add_team_members', { userIds }, { facts })
    expect(state.teamMembers).toEqual(['teamMember', 'departmentAgent'])
    expect(state.participants).toEqual(out.state.participants)
  })
  it('adds those alone who are not in the team yet, and changes nothing for the others', () => {
    const both = { userIds: ['teamMember', 'head'] }
    expect(started.when('head', 'add_team_members', both, { facts }).event).toEqual({
      type: 'add_team_members',
      at: AT,
      userIds: ['head'],
    })
    const payload = { userIds: ['teamMember'] }
    const again = started.when('head', 'add_team_members', payload, { facts })
    expect(again).toMatchObject({ event: undefined, refusal: undefined })
    expect(again.state).toBe(started.state)
  })
  it('leaves the requester, who is in the team as well, their place in the chat', () => {
    const requester = { ...PEOPLE.requester, departmentId: 'it' }
    const people = { ...PEOPLE, requester }
    const payload = { userIds: ['requester'] }
    const { state } = started.when('head', 'add_team_members', payload, { facts: { people } })
    expect(state.participants).toEqual([participant('requester', ['requester', 'team_member'])])
    expect(state.teamMembers).toContain('requester')
  })
  it('notifies all who are in the chat', () => {
    const payload = { userIds: ['head'] }
    const { change } = started.when('head', 'add_team_members', payload, { facts })
    expect(change?.event.notifications).toEqual([
      notifyModerators('participants_changed', 'requester', 'head'),
    ])
  })
  it('refuses somebody who is gone, or of another department', () => {
    const refuse = (userId: string) =>
      started.when('head', 'add_team_members', { userIds: ['head', userId] }, { facts }).refusal
    expect(refuse('x')).toMatchObject({ code: 'user_not_found', details: { user: ['x'] } })
    expect(refuse('otherAgent')).toEqual({
      code: 'not_member',
      error: "Only members of the ticket's department can join its team.",
      details: { userId: 'otherAgent' },
    })
  })
  it('is for the head of its department alone, who is nobody where it has none', () => {
    const payload = { userIds: ['head'] }
    expect(started.when('moderator', 'add_team_members', payload, { facts }).refusal?.error).toBe(
      "Only the head of the ticket's department chooses the team.",
    )
    const homeless = given(ticketIn('in_progress', { departmentId: null }))
    expect(homeless.when('head', 'add_team_members', payload, { facts }).code).toBe('forbidden')
  })
  it('leaves the assignee out, who does not read along', () => {
    const payload = { userIds: ['assignee'] }
    expect(started.when('head', 'add_team_members', payload, { facts }).event).toBeUndefined()
  })
})
