import { describe, expect, it } from 'vitest'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const LATER = '2026-01-05T00:00:00.000Z'
const REQUEST = { id: 'r', kind: 'postpone' as const, by: 'assignee', at: AT }
const WITH_REASON = { texts: ['reason'] }
const assigned = given(ticketIn('open', { undo: null })).and('moderator', 'assign')

describe('postpone', () => {
  it('puts it off for the organization’s interval', () => {
    const then = assigned.when('moderator', 'postpone', {}, WITH_REASON)
    expect(then.event).toEqual({
      type: 'postpone',
      texts: ['postponeReason'],
      at: AT,
      reminderEvery: 'P3D',
      remindAt: '2026-01-04T00:00:00.000Z',
      resumeAt: null,
      requestId: null,
      undoUntil: '2026-01-01T00:15:00.000Z',
    })
    expect(then.state).toMatchObject({ status: 'postponed', assigneeId: 'head' })
    expect(then.change?.event.notifications).toEqual([
      notifyUsers('ticket_postponed', 'requester', 'head'),
    ])
    expect(then.change?.effects.texts).toEqual({ 'postponeReason/3': 'reason' })
  })

  it('stands the clocks and the acknowledgement, and remembers where it goes back to', () => {
    const { state } = assigned.when('moderator', 'postpone', {}, WITH_REASON)
    expect(state.postponed).toEqual({
      at: AT,
      from: 'assigned',
      reminderEvery: 'P3D',
      resumeAt: null,
      acknowledgeAt: '2026-01-02T00:00:00.000Z',
    })
    expect(state.sla).toEqual({
      ...assigned.state.sla,
      paused: true,
      halt: { from: AT, status: 'postponed' },
    })
    expect(state.deadlines).toEqual({
      postpone_reminder: { at: '2026-01-04T00:00:00.000Z', seq: state.seq },
    })
  })

  it('takes an interval of its own and a time to resume', () => {
    const payload = { reminderEvery: 'P1D', resumeAt: LATER }
    const { event, state } = assigned.when('moderator', 'postpone', payload, WITH_REASON)
    expect(event).toMatchObject({ ...payload, remindAt: '2026-01-02T00:00:00.000Z' })
    expect(state.postponed).toMatchObject(payload)
    expect(state.deadlines.resume).toEqual({ at: LATER, seq: state.seq })
  })

  it('has nothing to acknowledge where nobody has it yet', () => {
    const { state } = given(ticketIn('open')).when('moderator', 'postpone', {}, WITH_REASON)
    expect(state.postponed).toMatchObject({ from: 'open', acknowledgeAt: null })
  })

  it('grants a request, and its asker is notified', () => {
    const asked = given(ticketIn('in_progress', { requests: [REQUEST] }))
    const then = asked.when('moderator', 'postpone', { requestId: 'r' }, WITH_REASON)
    expect(then.event).toMatchObject({ requestId: 'r' })
    expect(then.state.requests).toEqual([])
    expect(then.change?.effects.requests).toEqual([{ ...REQUEST, status: 'granted' }])
    expect(then.change?.event.notifications).toEqual([
      notifyUsers('ticket_postponed', 'requester', 'assignee'),
      notifyUsers('request_decided', 'assignee'),
    ])
  })

  it('can be taken back within the window', () => {
    const back = assigned.and('moderator', 'postpone', {}, WITH_REASON).when('moderator', 'undo')
    expect(back.state).toMatchObject({ status: 'assigned', postponed: null })
    expect(back.state.deadlines).toEqual(assigned.state.deadlines)
  })

  it.each([
    ['without a reason', {}, [], 'validation_failed'],
    ['to resume in the past', { resumeAt: AT }, ['reason'], 'validation_failed'],
    ['for a request that does not wait', { requestId: 'x' }, ['reason'], 'request_decided'],
  ])('refuses it %s', (_why, payload, texts, code) => {
    expect(assigned.when('moderator', 'postpone', payload, { texts }).code).toBe(code)
  })

  it('refuses it to others, and where it is postponed already', () => {
    expect(assigned.when('head', 'postpone', {}, WITH_REASON).code).toBe('forbidden')
    const again = given(ticketIn('postponed')).when('moderator', 'postpone', {}, WITH_REASON)
    expect(again.code).toBe('invalid_transition')
  })
})
