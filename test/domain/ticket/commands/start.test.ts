import { describe, expect, it } from 'vitest'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const assigned = given(ticketIn('assigned', { number: 'T-5' }))

describe('start', () => {
  it('begins the work; nobody waits for an acknowledgement any more', () => {
    const { event, state } = assigned.when('assignee', 'start')
    expect(event).toEqual({ type: 'start', at: AT })
    expect(state).toMatchObject({ status: 'in_progress', assigneeId: 'assignee', startedAt: AT })
    expect(state.deadlines).toEqual({})
  })
  it('notifies the requester', () => {
    expect(assigned.when('assignee', 'start').change?.event.notifications).toEqual([
      notifyUsers('ticket_started', 'requester'),
    ])
  })
  it('keeps the first start', () => {
    const startedAt = '2025-01-01T00:00:00.000Z'
    const { state } = given(ticketIn('reopened', { startedAt })).when('assignee', 'start')
    expect(state).toMatchObject({ status: 'in_progress', startedAt })
  })
  it('is for the assignee alone', () => {
    expect(assigned.when('moderator', 'start').refusal).toEqual({
      code: 'forbidden',
      error: 'Only the assignee starts the work.',
    })
  })
  it('is for nobody whose account is gone', () => {
    expect(assigned.when('assignee', 'start', {}, { facts: { actor: null } }).code).toBe(
      'forbidden',
    )
  })
  it('says of one that runs already what is possible instead', () => {
    const started = assigned.and('assignee', 'start')
    expect(started.when('assignee', 'start').refusal).toEqual({
      code: 'invalid_transition',
      error:
        "T-5 is in progress: it can't be started. That is for tickets that are assigned or reopened.",
      details: {
        status: 'in_progress',
        allowedCommands: [
          'set_tags',
          'acknowledge',
          'progress',
          'complete',
          'request_approval',
          'request_sub_ticket',
          'request_postponement',
        ],
      },
    })
  })
})
