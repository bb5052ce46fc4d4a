import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import { NO_WORK } from '../../../../src/domain/ticket/sub-tickets/counts.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const completed = given(ticketIn('in_progress')).and(
  'assignee',
  'complete',
  {},
  { texts: ['notes'] },
)
const texts = ['comment']

describe('request_rework', () => {
  it.each(['requester', 'moderator'] as const)(
    'sends it back to work by the %s: the countdown stops, and it counts',
    (who) => {
      const { event, state } = completed.when(who, 'request_rework', {}, { texts })
      expect(event).toEqual({ type: 'request_rework', at: AT })
      expect(state).toMatchObject({ status: 'in_progress', reworkCount: 1, completedAt: null })
      expect(state.deadlines).toEqual({})
    },
  )
  it('takes back what was verified, by a moderator alone', () => {
    const resolved = completed.and('requester', 'resolve')
    expect(resolved.when('moderator', 'request_rework', {}, { texts }).state).toMatchObject({
      status: 'in_progress',
      completedAt: null,
      resolvedAt: null,
      deadlines: {},
    })
    expect(resolved.when('requester', 'request_rework', {}, { texts }).code).toBe(
      'invalid_transition',
    )
  })
  it('takes back a parent whose sub-tickets are closed', () => {
    const subTickets = {
      issued: 1,
      remindEvery: 'P3D',
      total: 1,
      closed: 1,
      own: NO_WORK,
      splitFrom: null,
      readyOnReturn: false,
      taken: {},
    }
    const ready = given(ticketIn('ready_for_closure', { subTickets, assigneeId: null }))
    const { change, state } = ready.when('moderator', 'request_rework', {}, { texts })
    expect(state).toMatchObject({ status: 'in_progress', subTickets: { total: 1, closed: 1 } })
    expect(change?.event.notifications).toEqual([notifyModerators('rework_requested', 'requester')])
  })
  it('notifies assignee, requester and moderators', () => {
    const { change } = completed.when('moderator', 'request_rework', {}, { texts })
    expect(change?.event.notifications).toEqual([
      notifyModerators('rework_requested', 'assignee', 'requester'),
    ])
  })
  it('takes the score back: what was rated is worked on again', () => {
    const rated = given(ticketIn('resolved', { satisfactionScore: 2 }))
    const { state } = rated.when('moderator', 'request_rework', {}, { texts })
    expect(state.satisfactionScore).toBeNull()
  })
  it('needs a comment', () => {
    expect(completed.when('requester', 'request_rework').refusal).toEqual({
      code: 'validation_failed',
      error: 'Say what is missing: a comment is required.',
      details: { comment: ['is required'] },
    })
  })
})
