import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const assigned = given(ticketIn('assigned'))

describe('note_unacknowledged', () => {
  it('notifies the moderators, once, and says whose it was', () => {
    const { event, change, state } = assigned.when('system', 'note_unacknowledged')
    expect(event).toEqual({ type: 'note_unacknowledged', at: AT })
    expect(change?.event.standing?.assigneeId).toBe('assignee')
    expect(change?.event.notifications).toEqual([notifyModerators('ticket_unacknowledged')])
    expect(state.deadlines).toEqual({})
    const again = given(state).when('system', 'note_unacknowledged')
    expect(again).toMatchObject({ event: undefined, refusal: undefined })
    expect(again.state).toBe(state)
  })
  it('is internal: it has no revision, and supersedes no undo', () => {
    const { change, state } = assigned.when(
      'system',
      'note_unacknowledged',
      {},
      { at: '2026-02-01' },
    )
    const { seq, revision, updatedAt, undo } = assigned.state
    expect(change?.internal).toBe(true)
    expect(state).toMatchObject({ seq: seq + 1, revision, updatedAt, undo })
  })
  it('comes too late once it was started', () => {
    const started = assigned.and('assignee', 'start')
    expect(started.when('system', 'note_unacknowledged').code).toBe('invalid_transition')
  })
})
