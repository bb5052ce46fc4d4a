import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const TEXTS = { texts: ['reason'], commandId: 'r' }
const closed = given(ticketIn('closed'))
const REQUEST = { id: 'r', kind: 'reopen', by: 'requester', at: AT } as const

describe('request_reopening', () => {
  it('waits for a moderator, and changes nothing else', () => {
    const then = closed.when('requester', 'request_reopening', {}, TEXTS)
    expect(then.event).toEqual({
      type: 'request_reopening',
      at: AT,
      requestId: 'r',
      userId: 'requester',
    })
    expect(then.state).toMatchObject({ status: 'closed', version: 1, requests: [REQUEST] })
    expect(then.change?.event.notifications).toEqual([notifyModerators('request_raised')])
    expect(then.change?.effects.requests).toEqual([{ ...REQUEST, status: 'pending' }])
  })

  it('refuses it at the limit of granted ones, before the status', () => {
    const often = (status: 'closed' | 'reopened') =>
      given(ticketIn(status, { reopenCount: 2 })).when('requester', 'request_reopening', {}, TEXTS)
    expect(often('closed').code).toBe('reopen_limit')
    expect(often('reopened').code).toBe('reopen_limit')
    const more = { ...TEXTS, facts: { settings: { maxReopens: 3 } } }
    const third = given(ticketIn('closed', { reopenCount: 2 }))
    expect(third.when('requester', 'request_reopening', {}, more).code).toBeUndefined()
  })

  it('refuses it to a sub-ticket of an ended parent, before the status', () => {
    const parent = { number: 'T-1', status: 'closed' } as const
    const asked = closed.when('requester', 'request_reopening', {}, { ...TEXTS, facts: { parent } })
    expect(asked.code).toBe('parent_closed')
    const open = { ...TEXTS, facts: { parent: { ...parent, status: 'reopened' as const } } }
    expect(closed.when('requester', 'request_reopening', {}, open).code).toBeUndefined()
  })

  it('refuses it without a reason, twice, of what is not closed, and to others', () => {
    expect(closed.when('requester', 'request_reopening').code).toBe('validation_failed')
    const twice = closed.and('requester', 'request_reopening', {}, TEXTS)
    expect(twice.when('requester', 'request_reopening', {}, TEXTS).code).toBe('request_pending')
    const open = given(ticketIn('open')).when('requester', 'request_reopening', {}, TEXTS)
    expect(open.code).toBe('invalid_transition')
    expect(closed.when('assignee', 'request_reopening', {}, TEXTS).code).toBe('forbidden')
  })
})
