import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import type { Status } from '../../../../src/domain/ticket/status.js'
import { NO_WORK } from '../../../../src/domain/ticket/sub-tickets/counts.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const SUB_TICKETS = {
  issued: 2,
  remindEvery: 'P3D',
  total: 2,
  closed: 2,
  own: NO_WORK,
  splitFrom: null,
  readyOnReturn: false,
  taken: {},
}
const REOPENED = {
  number: 'T-1.1',
  change: 'reopened' as const,
  total: 2,
  closed: 1,
  assigneeId: 'head',
  teamMembers: [],
}
const DUE = { at: '2026-01-04T00:00:00.000Z', seq: 1 }
const reopenOne = (status: Status, over = {}) =>
  given(ticketIn(status, { subTickets: SUB_TICKETS, ...over })).happened({
    type: 'subticket_reopened',
    at: AT,
    ...REOPENED,
  }).state

describe('subticket_reopened', () => {
  it('sends a parent that is ready back to work', () => {
    const ready = ticketIn('ready_for_closure', { subTickets: SUB_TICKETS, progressPercent: 100 })
    const then = given(ready).when('system', 'subticket_reopened', REOPENED)
    expect(then.event).toEqual({ type: 'subticket_reopened', at: AT, ...REOPENED })
    expect(then.state).toMatchObject({
      status: 'in_progress',
      progressPercent: 50,
      subTickets: { total: 2, closed: 1 },
      deadlines: { sub_ticket_nudge: { at: '2026-01-04T00:00:00.000Z' } },
    })
    expect(then.change?.event.notifications).toEqual([
      notifyModerators('rework_requested', 'assignee', 'requester'),
    ])
    expect(then.change?.effects.messages).toEqual([
      { body: 'Sub-ticket T-1.1 was reopened.', userId: null },
      { body: '{name} joined the chat.', userId: 'head' },
    ])
  })

  it('takes a completion back with its countdown', () => {
    const over = {
      completedAt: AT,
      resolvedAt: AT,
      satisfactionScore: 4,
      deadlines: { auto_verify: DUE, auto_close: DUE },
    }
    for (const status of ['completed', 'resolved'] as const) {
      const state = reopenOne(status, over)
      expect(state).toMatchObject({
        status: 'in_progress',
        completedAt: null,
        resolvedAt: null,
        satisfactionScore: null,
      })
      expect(Object.keys(state.deadlines)).toEqual(['sub_ticket_nudge'])
    }
  })

  it.each(['assigned', 'in_progress', 'awaiting_approval'] as const)('leaves it %s', (status) => {
    expect(reopenOne(status)).toMatchObject({ status, progressPercent: 50 })
  })

  it('forgets that all were closed while it is postponed', () => {
    const state = reopenOne('postponed', { subTickets: { ...SUB_TICKETS, readyOnReturn: true } })
    expect(state).toMatchObject({ status: 'postponed', subTickets: { readyOnReturn: false } })
    expect(given(state).when('moderator', 'restart').state.status).toBe('in_progress')
  })

  it('refuses it to people, and while the parent works', () => {
    const ready = given(ticketIn('ready_for_closure', { subTickets: SUB_TICKETS }))
    expect(ready.when('moderator', 'subticket_reopened', REOPENED).code).toBe('forbidden')
    const open = given(ticketIn('open')).when('system', 'subticket_reopened', REOPENED)
    expect(open.code).toBe('invalid_transition')
  })
})
