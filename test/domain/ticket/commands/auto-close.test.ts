import { describe, expect, it } from 'vitest'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const completed = given(ticketIn('in_progress')).and(
  'assignee',
  'complete',
  {},
  { texts: ['notes'] },
)

describe('auto_close', () => {
  it('closes what was verified, and can not be taken back', () => {
    const { event, state } = completed.and('system', 'auto_verify').when('system', 'auto_close')
    expect(event).toEqual({ type: 'auto_close', at: AT })
    expect(state).toMatchObject({ status: 'closed', resolvedAt: AT, closedAt: AT })
    expect(state.deadlines).toEqual({})
    expect(state.undo).toEqual({ kind: 'superseded' })
  })
  it('closes what nobody verified', () => {
    const { state } = completed.when('system', 'auto_close')
    expect(state).toMatchObject({ status: 'closed', resolvedAt: null, closedAt: AT })
  })
  it('notifies requester and assignee', () => {
    expect(completed.when('system', 'auto_close').change?.event.notifications).toEqual([
      notifyUsers('ticket_closed', 'requester', 'assignee'),
    ])
  })
  it('refuses one that went back to work', () => {
    const reworked = completed.and('moderator', 'request_rework', {}, { texts: ['comment'] })
    expect(reworked.when('system', 'auto_close').code).toBe('invalid_transition')
  })
})
