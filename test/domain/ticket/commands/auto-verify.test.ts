import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import type { TicketState } from '../../../../src/domain/ticket/state.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const completed = given(ticketIn('in_progress')).and(
  'assignee',
  'complete',
  {},
  { texts: ['notes'] },
)

describe('auto_verify', () => {
  it('verifies in place of the requester; the closing date stays', () => {
    const { event, change, state } = completed.when('system', 'auto_verify')
    expect(event).toEqual({ type: 'auto_verify', at: AT })
    expect(state).toMatchObject({ status: 'resolved', resolvedAt: AT, satisfactionScore: null })
    expect(state.deadlines).toEqual({ auto_close: completed.state.deadlines.auto_close })
    expect(change?.internal).toBe(false)
  })
  it('notifies assignee and moderators', () => {
    expect(completed.when('system', 'auto_verify').change?.event.notifications).toEqual([
      notifyModerators('ticket_resolved', 'assignee'),
    ])
  })
  it('refuses one that was verified', () => {
    const resolved = completed.and('requester', 'resolve')
    expect(resolved.when('system', 'auto_verify').code).toBe('invalid_transition')
  })
  it('stops where somebody must have completed it and nobody has', () => {
    const broken = { ...completed.state, assigneeId: null } as unknown as TicketState // no such state is possible
    expect(() => given(broken).when('system', 'auto_verify')).toThrow('there is no assignee')
  })
})
