import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, IT, ticketIn } from '../../../support/tickets.js'

const TEXTS = { texts: ['reason'], commandId: 'r' }
const working = given(ticketIn('in_progress'))
const REQUEST = { id: 'r', kind: 'sub_ticket', by: 'assignee', at: AT } as const

describe('request_sub_ticket', () => {
  it('waits for a moderator, beside requests of other kinds', () => {
    const other = { id: 'p', kind: 'postpone' as const, by: 'assignee', at: AT }
    const then = given(ticketIn('in_progress', { requests: [other] })).when(
      'assignee',
      'request_sub_ticket',
      { departmentId: IT },
      TEXTS,
    )
    expect(then.event).toEqual({
      type: 'request_sub_ticket',
      at: AT,
      requestId: 'r',
      userId: 'assignee',
    })
    expect(then.state).toMatchObject({ status: 'in_progress', requests: [other, REQUEST] })
    expect(then.change?.event.notifications).toEqual([notifyModerators('request_raised')])
  })

  it.each(['assigned', 'reopened'] as const)('is raised from %s too', (status) => {
    const { state } = given(ticketIn(status)).when('assignee', 'request_sub_ticket', {}, TEXTS)
    expect(state.requests).toEqual([REQUEST])
  })

  it('refuses it without a reason, twice, and to others', () => {
    expect(working.when('assignee', 'request_sub_ticket').code).toBe('validation_failed')
    const twice = working.and('assignee', 'request_sub_ticket', {}, TEXTS)
    expect(twice.when('assignee', 'request_sub_ticket', {}, TEXTS).code).toBe('request_pending')
    expect(working.when('moderator', 'request_sub_ticket', {}, TEXTS).code).toBe('forbidden')
  })

  it('refuses an unknown department, a sub-ticket, and a ticket that is not worked on', () => {
    const unknown = { ...TEXTS, facts: { unknownIds: { department: ['x'] } } }
    const wish = { departmentId: 'x' }
    expect(working.when('assignee', 'request_sub_ticket', wish, unknown).code).toBe(
      'department_not_found',
    )
    const subTicket = given(ticketIn('in_progress', { type: 'sub_ticket' }))
    expect(subTicket.when('assignee', 'request_sub_ticket', {}, TEXTS).code).toBe(
      'nesting_not_allowed',
    )
    const postponed = given(ticketIn('postponed')).when('assignee', 'request_sub_ticket', {}, TEXTS)
    expect(postponed.code).toBe('invalid_transition')
  })
})
