import { describe, expect, it } from 'vitest'
import { createChange } from '../../../src/domain/ticket/change.js'
import { notifyUsers } from '../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../support/given.js'
import { AT, ticketIn } from '../../support/tickets.js'

const TEXTS = { texts: ['reason'] }
const REQUEST = { id: 'r', kind: 'postpone' as const, by: 'assignee', at: AT }

describe('a change', () => {
  it('is decided on one place of the row, and says what it led from', () => {
    const before = ticketIn('assigned', { seq: 4 })
    const change = createChange(before, { type: 'start', at: AT })
    expect(change).toMatchObject({ expectedSeq: 4, from: 'assigned', internal: false })
    expect(change.event.fields).toMatchObject({ status: { from: 'assigned', to: 'in_progress' } })
    expect(createChange(before, { type: 'first_response', at: AT }).internal).toBe(true)
  })

  it('names in what can be undone those whom it notifies, once each', () => {
    const { state } = given(ticketIn('in_progress')).when('moderator', 'close', {}, TEXTS)
    expect(state.undo).toMatchObject({
      command: 'close',
      notified: { users: ['requester', 'assignee'], moderators: false },
    })
  })

  it('notifies the asker of a request that it overtakes, who learns of its undo as well', () => {
    const asked = given(ticketIn('in_progress', { requests: [REQUEST] }))
    const then = asked.when('moderator', 'close', {}, TEXTS)
    expect(then.change?.event.notifications).toContainEqual(
      notifyUsers('request_cancelled', 'assignee'),
    )
    expect(then.change?.effects.requests).toEqual([{ ...REQUEST, status: 'cancelled' }])
    const back = given(then.state).when('moderator', 'undo')
    expect(back.change?.event.notifications).toEqual([
      notifyUsers('action_undone', 'requester', 'assignee'),
    ])
  })

  it('notifies nobody of an overtaken request where it stays, or was decided', () => {
    const asked = given(ticketIn('in_progress', { requests: [REQUEST] }))
    const types = (then: ReturnType<typeof asked.when>) =>
      then.change?.event.notifications.map(({ type }) => type)
    expect(types(asked.when('assignee', 'progress', { percent: 5 }))).toEqual(['progress_updated'])
    expect(types(asked.when('moderator', 'postpone', { requestId: 'r' }, TEXTS))).toEqual([
      'ticket_postponed',
      'request_decided',
    ])
  })

  it('that begins a ticket leads from nothing, and names no fields', () => {
    const { from, event } = createChange(ticketIn('draft', { seq: 0 }), { type: 'submit', at: AT })
    expect(from).toBeNull()
    expect(event).not.toHaveProperty('fields')
  })
})
