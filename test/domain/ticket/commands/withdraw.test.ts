import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import { NO_WORK } from '../../../../src/domain/ticket/sub-tickets/counts.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const assigned = given(ticketIn('assigned'))
const undoUntil = '2026-01-01T00:15:00.000Z'
const parent = (total: number) => {
  const counts = { issued: 2, remindEvery: 'P3D', total, closed: 0 }
  const subTickets = { ...counts, own: NO_WORK, splitFrom: null, readyOnReturn: false, taken: {} }
  return given(ticketIn('in_progress', { subTickets, progressPercent: 20 }))
}

describe('withdraw', () => {
  it('takes it back: nothing is due', () => {
    const { event, state } = assigned.when('requester', 'withdraw')
    expect(event).toEqual({ type: 'withdraw', at: AT, undoUntil })
    expect(state).toMatchObject({ status: 'withdrawn', assigneeId: 'assignee', closedAt: null })
    expect(state.deadlines).toEqual({})
  })
  it('can not be undone', () => {
    const withdrawn = assigned.and('requester', 'withdraw')
    expect(withdrawn.state.undo).toEqual({ kind: 'superseded' })
    expect(withdrawn.when('moderator', 'undo').code).toBe('undo_superseded')
  })
  it('notifies assignee and moderators, or the moderators alone', () => {
    const notify = (one: typeof assigned) =>
      one.when('requester', 'withdraw').change?.event.notifications
    expect(notify(assigned)).toEqual([notifyModerators('ticket_withdrawn', 'assignee')])
    expect(notify(given(ticketIn('submitted')))).toEqual([notifyModerators('ticket_withdrawn')])
  })
  it('closes open sub-tickets with it', () => {
    const { event, state } = parent(2).when('requester', 'withdraw')
    expect(event).toEqual({ type: 'withdraw', at: AT, undoUntil, forced: true })
    expect(state).toMatchObject({ progressPercent: 100, subTickets: { total: 2, closed: 2 } })
  })
  it('leaves the percent of one that has none left', () => {
    const { event, state } = parent(0).when('requester', 'withdraw')
    expect(event).toEqual({ type: 'withdraw', at: AT, undoUntil })
    expect(state).toMatchObject({ progressPercent: 20, subTickets: { total: 0, closed: 0 } })
  })
  it('cancels a pending approval, and ends a postponement', () => {
    const approved = given(ticketIn('awaiting_approval')).when('requester', 'withdraw')
    expect(approved.state.approval?.status).toBe('cancelled')
    const postponed = given(ticketIn('postponed')).when('requester', 'withdraw')
    expect(postponed.state.postponed).toBeNull()
  })
  it('is for the requester alone, and comes too late once it is completed', () => {
    expect(assigned.when('moderator', 'withdraw').refusal?.error).toBe(
      'Only the requester takes a ticket back.',
    )
    expect(given(ticketIn('completed')).when('requester', 'withdraw').code).toBe(
      'invalid_transition',
    )
  })
})
