import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const TEXTS = { texts: ['reason'], commandId: 'r' }
const working = given(ticketIn('in_progress'))
const REQUEST = { id: 'r', kind: 'postpone', by: 'assignee', at: AT } as const

describe('request_postponement', () => {
  it('waits for a moderator', () => {
    const then = working.when('assignee', 'request_postponement', { reminderEvery: 'P1D' }, TEXTS)
    expect(then.event).toEqual({
      type: 'request_postponement',
      at: AT,
      requestId: 'r',
      userId: 'assignee',
    })
    expect(then.state).toMatchObject({ status: 'in_progress', requests: [REQUEST] })
    expect(then.change?.event.notifications).toEqual([notifyModerators('request_raised')])
    expect(then.change?.effects.requests).toEqual([{ ...REQUEST, status: 'pending' }])
  })

  it.each(['assigned', 'reopened'] as const)('is raised from %s too', (status) => {
    const { state } = given(ticketIn(status)).when('assignee', 'request_postponement', {}, TEXTS)
    expect(state.requests).toEqual([REQUEST])
  })

  it('refuses it without a reason, twice, of what is not worked on, and to others', () => {
    expect(working.when('assignee', 'request_postponement').code).toBe('validation_failed')
    const twice = working.and('assignee', 'request_postponement', {}, TEXTS)
    expect(twice.when('assignee', 'request_postponement', {}, TEXTS).code).toBe('request_pending')
    const closed = given(ticketIn('closed')).when('assignee', 'request_postponement', {}, TEXTS)
    expect(closed.code).toBe('invalid_transition')
    expect(working.when('moderator', 'request_postponement', {}, TEXTS).code).toBe('forbidden')
    for (const resumeAt of [AT, '2126-01-02T00:00:00.000Z']) {
      const never = working.when('assignee', 'request_postponement', { resumeAt }, TEXTS)
      expect(never.refusal?.details).toEqual({ resumeAt: [expect.stringMatching(/^must be /)] })
    }
  })
})
