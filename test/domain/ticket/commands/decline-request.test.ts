import { describe, expect, it } from 'vitest'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const REQUEST = { id: 'r', kind: 'postpone' as const, by: 'assignee', at: AT }
const OTHER = { id: 's', kind: 'sub_ticket' as const, by: 'assignee', at: AT }
const asked = given(ticketIn('in_progress', { requests: [REQUEST, OTHER] }))
const TEXTS = { texts: ['reason'] }

describe('decline_request', () => {
  it('takes that request away, notifies its asker and leaves the others', () => {
    const then = asked.when('moderator', 'decline_request', { requestId: 'r' }, TEXTS)
    expect(then.event).toEqual({ type: 'decline_request', at: AT, requestId: 'r' })
    expect(then.state).toMatchObject({ status: 'in_progress', requests: [OTHER] })
    expect(then.change?.event.notifications).toEqual([notifyUsers('request_decided', 'assignee')])
    expect(then.change?.effects.requests).toEqual([
      { ...OTHER, status: 'pending' },
      { ...REQUEST, status: 'declined' },
    ])
  })

  it('declines a reopening of a closed ticket', () => {
    const request = { ...REQUEST, kind: 'reopen' as const, by: 'requester' }
    const closed = given(ticketIn('closed', { requests: [request] }))
    const { state } = closed.when('moderator', 'decline_request', { requestId: 'r' }, TEXTS)
    expect(state).toMatchObject({ status: 'closed', requests: [] })
  })

  it('refuses it without a reason, of one that does not wait, and to others', () => {
    const code = (who: 'moderator' | 'assignee', requestId: string, texts: string[]) =>
      asked.when(who, 'decline_request', { requestId }, { texts }).code
    expect(code('moderator', 'r', [])).toBe('validation_failed')
    expect(code('moderator', 'x', ['reason'])).toBe('request_decided')
    expect(code('assignee', 'r', ['reason'])).toBe('forbidden')
  })

  it('refuses one that was overtaken', () => {
    const closed = asked.and('moderator', 'close', {}, TEXTS)
    expect(closed.when('moderator', 'decline_request', { requestId: 'r' }, TEXTS).code).toBe(
      'request_decided',
    )
  })
})
