import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import type { Status } from '../../../../src/domain/ticket/status.js'
import { given } from '../../../support/given.js'
import { givenSplit } from '../../../support/parent.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const { parent } = givenSplit(2)
const ALL = {
  number: 'T-1.2',
  change: 'closed' as const,
  total: 2,
  closed: 2,
  assigneeId: 'head',
  teamMembers: [],
}
const closeAll = (status: Status) =>
  given(ticketIn(status, { subTickets: parent.subTickets })).happened({
    type: 'subtickets_closed',
    at: AT,
    ...ALL,
  }).state

describe('subtickets_closed', () => {
  it('makes the parent ready for closure, and notifies the moderators', () => {
    const then = given(parent).when('system', 'subtickets_closed', ALL)
    expect(then.event).toEqual({ type: 'subtickets_closed', at: AT, ...ALL })
    expect(then.state).toMatchObject({
      status: 'ready_for_closure',
      progressPercent: 100,
      subTickets: { closed: 2, total: 2, readyOnReturn: false },
      deadlines: {},
    })
    expect(then.change?.event.notifications).toEqual([notifyModerators('ticket_ready_for_closure')])
  })

  it.each(['assigned', 'in_progress', 'reopened'] as const)('does so from %s', (status) => {
    expect(closeAll(status).status).toBe('ready_for_closure')
  })

  it.each(['postponed', 'awaiting_approval'] as const)('is remembered while %s', (status) => {
    expect(closeAll(status)).toMatchObject({ status, subTickets: { readyOnReturn: true } })
  })

  it('follows on return from a postponement, and moderators are notified then', () => {
    const then = given(closeAll('postponed')).when('moderator', 'restart')
    expect(then.state).toMatchObject({
      status: 'ready_for_closure',
      subTickets: { readyOnReturn: false },
    })
    expect(then.change?.event.notifications).toContainEqual(
      notifyModerators('ticket_ready_for_closure'),
    )
  })

  it('follows on return from an approval', () => {
    const payload = { approvalId: 'a', approved: true }
    const { state } = given(closeAll('awaiting_approval')).when(
      'approver',
      'decide_approval',
      payload,
    )
    expect(state.status).toBe('ready_for_closure')
  })

  it('does not follow where it comes back to be worked: after a rejection, or given to somebody else', () => {
    const rejected = given(closeAll('awaiting_approval')).when('approver', 'decide_approval', {
      approvalId: 'a',
      approved: false,
    })
    const reassigned = given(closeAll('postponed')).when(
      'moderator',
      'reassign',
      {},
      { texts: ['reason'] },
    )
    expect([rejected.state.status, reassigned.state.status]).toEqual(['in_progress', 'assigned'])
    for (const { state } of [rejected, reassigned]) {
      expect(state.subTickets?.readyOnReturn).toBe(false)
    }
    const undone = given(reassigned.state).when('moderator', 'undo')
    expect(undone.state).toMatchObject({ status: 'postponed', subTickets: { readyOnReturn: true } })
  })

  it('does not follow where the parent ends instead, nor in its next version', () => {
    const closed = given(closeAll('postponed')).and('moderator', 'close', {}, { texts: ['reason'] })
    expect(closed.state.status).toBe('closed')
    const { state } = closed
      .and('moderator', 'reopen', {}, { texts: ['reason'] })
      .and('assignee', 'start')
      .and('moderator', 'postpone', {}, { texts: ['reason'] })
      .when('moderator', 'restart')
    expect(state).toMatchObject({ status: 'in_progress', subTickets: { total: 2, closed: 2 } })
  })

  it('refuses it to people', () => {
    expect(given(parent).when('moderator', 'subtickets_closed', ALL).code).toBe('forbidden')
  })
})
