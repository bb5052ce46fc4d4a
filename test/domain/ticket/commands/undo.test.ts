import { describe, expect, it } from 'vitest'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import type { TicketState } from '../../../../src/domain/ticket/state.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const TEXTS = { texts: ['reason'] }
const closed = given(ticketIn('in_progress', { undo: null })).and('moderator', 'close', {}, TEXTS)

describe('undo', () => {
  it('restores what was before, and notifies those whom the action notified', () => {
    const then = closed.when('moderator', 'undo')
    expect(then.event).toEqual({
      type: 'undo',
      at: AT,
      undoes: { command: 'close', at: AT, seq: 2 },
      notified: { users: ['requester', 'assignee'], moderators: false },
    })
    const before = ticketIn('in_progress', { undo: null })
    expect(then.state).toEqual({ ...before, seq: 3, revision: 3 })
    expect(then.change?.event.notifications).toEqual([
      notifyUsers('action_undone', 'requester', 'assignee'),
    ])
  })

  it('notifies the moderators where the action did', () => {
    const notified = { users: ['x'], moderators: true }
    const { undo } = ticketIn('open')
    const state = ticketIn('open', { undo: { ...undo, notified } as TicketState['undo'] })
    const then = given(state).when('moderator', 'undo')
    expect(then.change?.event.notifications).toEqual([
      { ...notifyUsers('action_undone', 'x'), moderators: true },
    ])
  })

  it('revives the timers exactly', () => {
    const completed = given(ticketIn('in_progress')).and(
      'assignee',
      'complete',
      {},
      { texts: ['notes'] },
    )
    const shut = completed.and('moderator', 'close', {}, TEXTS)
    expect(shut.state.deadlines).toEqual({})
    expect(shut.when('moderator', 'undo').state.deadlines).toEqual(completed.state.deadlines)
  })

  it('restores requests that the action overtook, and what they say of themselves', () => {
    const request = { id: 'r', kind: 'postpone' as const, by: 'assignee', at: AT }
    const asked = given(ticketIn('in_progress', { requests: [request] }))
    const shut = asked.and('moderator', 'close', {}, TEXTS)
    expect(shut.state.requests).toEqual([])
    const back = shut.when('moderator', 'undo')
    expect(back.state.requests).toEqual([request])
    expect(back.change?.effects.requests).toEqual([{ ...request, status: 'pending' }])
  })

  it('keeps flags and the first response that came since', () => {
    const since: TicketState = {
      ...closed.state,
      flags: ['failed_attachment'],
      sla: { ...closed.state.sla, firstResponseAt: '2026-01-01T00:01:00.000Z' },
    }
    expect(given(since).when('moderator', 'undo').state).toMatchObject({
      status: 'in_progress',
      flags: ['failed_attachment'],
      sla: { firstResponseAt: '2026-01-01T00:01:00.000Z' },
    })
  })

  it('keeps warnings and breaches of dates that stand, and forgets those of dates that it takes back', () => {
    const assigned = given(ticketIn('open', { undo: null })).and('moderator', 'assign')
    const warn = { clock: 'resolution' as const }
    const same = assigned
      .and('moderator', 'reassign', {}, TEXTS)
      .and('system', 'warn_sla', warn)
      .and('system', 'breach_sla', warn)
    expect(same.when('moderator', 'undo').state).toMatchObject({
      sla: { warned: ['resolution'], breaches: ['resolution'], breached: true },
    })
    const other = assigned
      .and('moderator', 'reassign', { dueAt: '2026-01-01T01:00:00.000Z' }, TEXTS)
      .and('system', 'warn_sla', warn)
      .and('system', 'breach_sla', warn)
    const { state } = other.when('moderator', 'undo')
    expect(state.sla).toEqual(assigned.state.sla)
    expect(state.deadlines).toEqual(assigned.state.deadlines)
  })

  it('arms no clock that has fired, whatever its date was meanwhile', () => {
    const assigned = given(ticketIn('open', { undo: null }))
      .and('moderator', 'assign', { dueAt: '2026-01-01T03:00:00.000Z' })
      .and('system', 'warn_sla', { clock: 'resolution' })
    const breach = assigned.state.deadlines.resolution
    const later = assigned.and('moderator', 'reassign', { slaTemplateId: 'u' }, TEXTS)
    expect(later.state.deadlines.resolution).toMatchObject({ at: '2026-01-01T04:00:00.000Z', n: 2 })
    expect(later.when('system', 'warn_sla', { clock: 'resolution' }).event).toBeUndefined()
    expect(later.when('moderator', 'undo').state.deadlines.resolution).toEqual(breach)
  })
})

describe('undo refuses', () => {
  it('what is not there', () => {
    const code = given(ticketIn('open', { undo: null })).when('moderator', 'undo').code
    expect(code).toBe('nothing_to_undo')
    expect(closed.and('moderator', 'undo').when('moderator', 'undo').code).toBe('nothing_to_undo')
  })

  it('what something has come after, acknowledging too, but no internal event', () => {
    const assigned = given(ticketIn('open')).and('moderator', 'assign')
    expect(assigned.and('head', 'acknowledge').when('moderator', 'undo').code).toBe(
      'undo_superseded',
    )
    const moved = assigned.and('moderator', 'change_priority', { priority: 'urgent' })
    expect(moved.when('moderator', 'undo').code).toBe('undo_superseded')
    const noted = assigned.and('system', 'note_unacknowledged')
    expect(noted.when('moderator', 'undo').code).toBeUndefined()
    const answered = assigned.happened({ type: 'first_response', at: AT })
    expect(answered.when('moderator', 'undo').code).toBeUndefined()
  })

  it('what its parent’s close has closed', () => {
    const state = given(ticketIn('assigned', { type: 'sub_ticket' })).happened({
      type: 'close',
      at: AT,
      undoUntil: '2026-01-01T00:15:00.000Z',
      byParent: 3,
    })
    expect(state.when('moderator', 'undo').code).toBe('undo_superseded')
  })

  it('what is later than the window, to the millisecond', () => {
    const code = (at: string) => closed.when('moderator', 'undo', {}, { at }).code
    expect(code('2026-01-01T00:15:00.000Z')).toBeUndefined()
    expect(code('2026-01-01T00:15:00.001Z')).toBe('undo_expired')
  })

  it('it to others', () => {
    expect(closed.when('assignee', 'undo').code).toBe('forbidden')
    expect(closed.when('system', 'undo').code).toBe('forbidden')
    expect(closed.when('operator', 'undo').code).toBeUndefined()
  })

  it('to evolve out of nothing', () => {
    const nothing = given(ticketIn('open', { undo: null }))
    const undoes = { command: 'close', at: AT, seq: 1 }
    const notified = { users: [], moderators: false }
    expect(() => nothing.happened({ type: 'undo', at: AT, undoes, notified })).toThrow(
      'nothing to undo',
    )
  })
  it('of a restart awaits no acknowledgement that has fallen due since', () => {
    const deadlines = { acknowledge: { at: '2026-01-02T00:00:00.000Z', seq: 1 } }
    const restarted = given(ticketIn('assigned', { deadlines }))
      .and('moderator', 'postpone', {}, TEXTS)
      .and('moderator', 'restart')
    expect(restarted.when('moderator', 'undo').state.postponed?.acknowledgeAt).not.toBeNull()
    const late = restarted.and('system', 'note_unacknowledged')
    expect(late.when('moderator', 'undo').state.postponed?.acknowledgeAt).toBeNull()
  })

  it('says of a sub-ticket closed with its parent where to take that back', () => {
    const open = ticketIn('in_progress', { type: 'sub_ticket', parentId: 'p' })
    const undoUntil = '2026-01-01T00:15:00.000Z'
    const child = given(open).happened({ type: 'close', at: AT, undoUntil, byParent: 1 })
    expect(child.when('moderator', 'undo').refusal).toEqual({
      code: 'undo_superseded',
      error: 'It was closed with its parent: take back the closing of that.',
    })
  })
})
