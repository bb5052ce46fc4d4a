import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import type { TicketState } from '../../../../src/domain/ticket/state.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const LATE = '2026-01-09T12:00:00.000Z'
const orphan = (over: Partial<TicketState> = {}) =>
  ticketIn('postponed', { assigneeId: null, ...over } as Partial<TicketState>)

describe('remind_postponed', () => {
  it('reminds the assignee and the moderators, without a revision', () => {
    const before = ticketIn('postponed')
    const then = given(before).when('system', 'remind_postponed')
    expect(then.event).toEqual({
      type: 'remind_postponed',
      at: AT,
      n: 1,
      nextAt: '2026-01-04T00:00:00.000Z',
      users: ['assignee'],
    })
    expect(then.state).toEqual({
      ...before,
      seq: before.seq + 1,
      deadlines: { postpone_reminder: { at: '2026-01-04T00:00:00.000Z', seq: 1, n: 2 } },
    })
    expect(then.change?.event.notifications).toEqual([
      notifyModerators('postpone_reminder', 'assignee'),
    ])
  })

  it('counts from its own time, however late it is, and those that were missed are one', () => {
    const due = { at: AT, seq: 7, n: 2 }
    const then = given(ticketIn('postponed', { deadlines: { postpone_reminder: due } })).when(
      'system',
      'remind_postponed',
      {},
      { at: LATE },
    )
    expect(then.state.deadlines.postpone_reminder).toEqual({
      at: '2026-01-10T00:00:00.000Z',
      seq: 7,
      n: 3,
    })
  })

  it('reminds the department’s head where nobody has it, else moderators alone', () => {
    const users = (state: TicketState, facts = {}) =>
      given(state).when('system', 'remind_postponed', {}, { facts }).event
    expect(users(orphan())).toMatchObject({ users: ['head'] })
    expect(users(orphan(), { departments: {} })).toMatchObject({ users: [] })
    expect(users(orphan({ departmentId: null }))).toMatchObject({ users: [] })
  })

  it('stays quiet once its deadline or the postponement is gone', () => {
    for (const over of [{ deadlines: {} }, { postponed: null }]) {
      const state = ticketIn('postponed', over)
      const then = given(state).when('system', 'remind_postponed')
      expect(then).toMatchObject({ event: undefined, code: undefined })
      expect(then.state).toBe(state)
    }
  })

  it('arms no repeat of a reminder that an earlier event has ended', () => {
    const { state } = given(ticketIn('postponed', { deadlines: {} })).happened({
      type: 'remind_postponed',
      at: LATE,
      n: 2,
      nextAt: LATE,
      users: [],
    })
    expect(state.deadlines).toEqual({})
  })

  it('refuses it to people, and once it goes on', () => {
    expect(given(ticketIn('postponed')).when('moderator', 'remind_postponed').code).toBe(
      'forbidden',
    )
    expect(given(ticketIn('assigned')).when('system', 'remind_postponed').code).toBe(
      'invalid_transition',
    )
  })
})
