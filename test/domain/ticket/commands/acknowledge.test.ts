import { describe, expect, it } from 'vitest'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const assigned = given(ticketIn('assigned'))

describe('acknowledge', () => {
  it('records who and when, and stops the reminder', () => {
    const { event, state } = assigned.when('assignee', 'acknowledge')
    expect(event).toEqual({ type: 'acknowledge', at: AT, userId: 'assignee' })
    expect(state.acknowledgements).toEqual([{ userId: 'assignee', at: AT }])
    expect(state).toMatchObject({ status: 'assigned', deadlines: {} })
  })
  it('records each person once: again changes nothing', () => {
    const once = assigned.and('assignee', 'acknowledge')
    const again = once.when('assignee', 'acknowledge', {}, { at: '2026-01-02T00:00:00.000Z' })
    expect(again).toMatchObject({ event: undefined, refusal: undefined })
    expect(again.state).toBe(once.state)
    const { state } = once.when('teamMember', 'acknowledge')
    expect(state.acknowledgements.map(({ userId }) => userId)).toEqual(['assignee', 'teamMember'])
  })
  it('notifies nobody, and stands in the way of an undo as any command', () => {
    const { change, state } = assigned.when('assignee', 'acknowledge')
    expect(change?.event.notifications).toEqual([])
    expect(state.undo).toEqual({ kind: 'superseded' })
  })
  it('is for assignee and team, while it waits or is worked on', () => {
    expect(assigned.when('moderator', 'acknowledge').refusal?.error).toBe(
      'Only the assignee or a team member acknowledges it.',
    )
    expect(given(ticketIn('completed')).when('assignee', 'acknowledge').code).toBe(
      'invalid_transition',
    )
  })
})
