import { describe, expect, it } from 'vitest'
import {
  notifyModerators,
  notifyUsers,
} from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const completed = given(ticketIn('in_progress')).and(
  'assignee',
  'complete',
  {},
  { texts: ['notes'] },
)
const facts = { settings: { closurePolicy: 'requester' as const } }

describe('resolve', () => {
  it('verifies the work; the closing date stays as the completion set it', () => {
    const { event, state } = completed.when('requester', 'resolve', { rating: 5 })
    expect(event).toEqual({ type: 'resolve', at: AT, rating: 5, closes: false })
    expect(state).toMatchObject({
      status: 'resolved',
      assigneeId: 'assignee',
      resolvedAt: AT,
      closedAt: null,
      satisfactionScore: 5,
    })
    expect(state.deadlines).toEqual({ auto_close: completed.state.deadlines.auto_close })
  })
  it('has no score where none is given', () => {
    const rated = given({ ...completed.state, satisfactionScore: 3 })
    const { event, state } = rated.when('requester', 'resolve')
    expect(event).toEqual({ type: 'resolve', at: AT, rating: null, closes: false })
    expect(state.satisfactionScore).toBeNull()
  })
  it('notifies assignee and moderators', () => {
    expect(completed.when('requester', 'resolve').change?.event.notifications).toEqual([
      notifyModerators('ticket_resolved', 'assignee'),
    ])
  })
  it('is for the requester alone', () => {
    expect(completed.when('moderator', 'resolve').code).toBe('forbidden')
  })
})

describe('resolve where the requester closes', () => {
  const closed = completed.when('requester', 'resolve', { rating: 4 }, { facts })
  it('goes on to closed', () => {
    expect(closed.event).toEqual({ type: 'resolve', at: AT, rating: 4, closes: true })
    expect(closed.state).toMatchObject({
      status: 'closed',
      resolvedAt: AT,
      closedAt: AT,
      satisfactionScore: 4,
    })
    expect(closed.state.deadlines).toEqual({})
  })
  it('notifies of both', () => {
    expect(closed.change?.event.notifications).toEqual([
      notifyModerators('ticket_resolved', 'assignee'),
      notifyUsers('ticket_closed', 'requester', 'assignee'),
    ])
  })
})
