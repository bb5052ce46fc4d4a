import { describe, expect, it } from 'vitest'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const LATER = { at: '2026-01-05T00:00:00.000Z' }
const DAYS = 86_400_000
const assigned = given(ticketIn('open', { undo: null })).and('moderator', 'assign')
const postponed = assigned.and('moderator', 'postpone', {}, { texts: ['reason'] })

describe('restart', () => {
  it('goes back to where it was postponed from', () => {
    const then = postponed.when('moderator', 'restart', {}, LATER)
    expect(then.event).toEqual({
      type: 'restart',
      ...LATER,
      undoUntil: '2026-01-05T00:15:00.000Z',
    })
    expect(then.state).toMatchObject({ status: 'assigned', assigneeId: 'head', postponed: null })
    expect(then.change?.event.notifications).toEqual([
      notifyUsers('ticket_restarted', 'requester', 'head'),
    ])
  })

  it('ends the reminders, and makes all that is due later by the time between', () => {
    const { state } = postponed.when('moderator', 'restart', {}, LATER)
    expect(state.sla).toEqual({
      ...assigned.state.sla,
      firstResponseDueAt: '2026-01-05T08:00:00.000Z',
      resolutionDueAt: '2026-01-08T00:00:00.000Z',
      postponedMs: 4 * DAYS,
      pauses: [{ from: AT, to: LATER.at }],
      warnings: {
        first_response: [{ percent: 75, at: '2026-01-05T06:00:00.000Z' }],
        resolution: [{ percent: 75, at: '2026-01-07T06:00:00.000Z' }],
      },
    })
    const { seq } = state
    expect(state.deadlines).toEqual({
      acknowledge: { at: '2026-01-06T00:00:00.000Z', seq },
      first_response: { at: '2026-01-05T06:00:00.000Z', seq },
      resolution: { at: '2026-01-07T06:00:00.000Z', seq },
    })
  })

  it('goes on with what was left: time postponed before somebody had it is no working time', () => {
    const { state } = given(ticketIn('open', { undo: null }))
      .and('moderator', 'postpone', {}, { texts: ['reason'] })
      .and('moderator', 'restart', {}, LATER)
      .and('moderator', 'assign', {}, LATER)
      .when('moderator', 'change_priority', { priority: 'urgent' }, LATER)
    expect(state.sla).toMatchObject({
      postponedMs: 0,
      resolutionDueAt: '2026-01-05T04:00:00.000Z',
    })
    expect(state.deadlines.resolution?.at).toBe('2026-01-05T03:00:00.000Z')
  })

  it('counts the time postponed where the priority changes after it', () => {
    const { event } = postponed
      .and('moderator', 'restart', {}, LATER)
      .when('moderator', 'change_priority', { priority: 'urgent' }, LATER)
    expect(event).toMatchObject({ dueDates: { resolutionDueAt: '2026-01-05T04:00:00.000Z' } })
  })

  it('by itself can’t be taken back, and supersedes what could be', () => {
    const { event, state } = postponed.when('system', 'restart', {}, LATER)
    expect(event).toEqual({ type: 'restart', ...LATER, undoUntil: null })
    expect(state.undo).toEqual({ kind: 'superseded' })
  })

  it('taken back is postponed again, with its clocks and reminder as they were', () => {
    const { state } = postponed
      .and('moderator', 'restart', {}, LATER)
      .when('moderator', 'undo', {}, LATER)
    expect(state).toMatchObject({ status: 'postponed', sla: postponed.state.sla })
    expect(state.postponed).toEqual(postponed.state.postponed)
    expect(state.deadlines).toEqual(postponed.state.deadlines)
  })

  it('refuses it to others, and where it is not postponed', () => {
    expect(postponed.when('head', 'restart').code).toBe('forbidden')
    expect(assigned.when('moderator', 'restart').code).toBe('invalid_transition')
  })

  it('of what is not postponed stops the work', () => {
    const event = { type: 'restart', at: AT, undoUntil: null } as const
    expect(() => assigned.happened(event)).toThrow('no postponement')
  })
})
