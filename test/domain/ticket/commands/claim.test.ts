import { describe, expect, it } from 'vitest'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, participant, person, removed, ticketIn } from '../../../support/tickets.js'

const open = given(ticketIn('open', { number: 'T-5' }))

describe('claim', () => {
  it('makes it the claimer’s; its due dates start', () => {
    const { event, state } = open.when('departmentAgent', 'claim')
    const dueDates = {
      policyId: 'n',
      firstResponseDueAt: '2026-01-01T08:00:00.000Z',
      resolutionDueAt: '2026-01-04T00:00:00.000Z',
    }
    expect(event).toEqual({
      type: 'claim',
      at: AT,
      departmentId: 'it',
      assigneeId: 'departmentAgent',
      priority: 'normal',
      dueDates: expect.objectContaining(dueDates),
      acknowledgeBy: '2026-01-02T00:00:00.000Z',
    })
    expect(state).toMatchObject({
      status: 'assigned',
      assigneeId: 'departmentAgent',
      assignedAt: AT,
      sla: dueDates,
      deadlines: { acknowledge: { at: '2026-01-02T00:00:00.000Z', seq: 2 } },
    })
    expect(state.participants.at(-1)).toEqual(participant('departmentAgent', ['assignee']))
  })
  it('lets nobody into the chat whom a moderator took out', () => {
    const out = given(ticketIn('open', { removedParticipants: [removed('departmentAgent')] }))
    const { state } = out.when('departmentAgent', 'claim')
    expect(state).toMatchObject({
      assigneeId: 'departmentAgent',
      removedParticipants: [removed('departmentAgent')],
      participants: out.state.participants,
    })
  })
  it('notifies the assignee, and tells their sockets', () => {
    const { change } = open.when('departmentAgent', 'claim')
    expect(change?.event.notifications).toEqual([notifyUsers('ticket_assigned', 'departmentAgent')])
    expect(change?.effects.broadcasts).toContainEqual({
      type: 'ticket:assigned',
      rooms: ['ticket:ticket', 'user:departmentAgent'],
      data: { id: 'ticket', number: 'T-5', assigneeId: 'departmentAgent' },
    })
  })
  it('lets an agent of its group in', () => {
    const actor = person('otherAgent', { roles: ['agent'], groupIds: ['g'] })
    const ofGroup = given(ticketIn('open', { groupId: 'g' }))
    expect(ofGroup.when('otherAgent', 'claim', {}, { facts: { actor } }).state.assigneeId).toBe(
      'otherAgent',
    )
    expect(open.when('otherAgent', 'claim', {}, { facts: { actor } }).code).toBe('forbidden')
  })
  it.each(['moderator', 'departmentAgent'] as const)(
    'has one winner: %s comes second, whatever has become of it',
    (who) => {
      const claimed = open.and('departmentAgent', 'claim')
      expect(claimed.when(who, 'claim').refusal).toEqual({
        code: 'already_assigned',
        error: "T-5 is somebody's already: choose another of the queue.",
      })
      const completed = claimed
        .and('departmentAgent', 'start')
        .and('departmentAgent', 'complete', {}, { texts: ['notes'] })
      expect(completed.when(who, 'claim').code).toBe('already_assigned')
    },
  )
  it('adds to nobody’s load beyond its limit: their own, or that of the category', () => {
    const at = (has: number, own: number | null, perAgent: number | null) => {
      const load = { open: has, maxConcurrentTickets: own, maxPerAgent: perAgent }
      return open.when('departmentAgent', 'claim', {}, { facts: { load } })
    }
    expect(at(2, 3, null).code).toBeUndefined()
    expect(at(100, null, null).code).toBeUndefined()
    expect(at(3, 3, null).refusal).toEqual({
      code: 'agent_full',
      error:
        'As many tickets as are allowed are open already: finish one first, or ask a moderator.',
      details: { open: 3, limit: 3 },
    })
    expect(at(2, 3, 2).refusal?.details).toEqual({ open: 2, limit: 2 })
  })
  it('refuses one that is nobody’s and not in the queue', () => {
    expect(given(ticketIn('rejected')).when('moderator', 'claim').code).toBe('invalid_transition')
  })
  it('is not for an operator, who can be nobody’s assignee', () => {
    expect(open.when('operator', 'claim').refusal).toEqual({
      code: 'forbidden',
      error: "Only an agent of the ticket's department or group or a moderator claims it.",
    })
  })
})
