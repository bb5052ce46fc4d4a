import { describe, expect, it } from 'vitest'
import { decide, evolve } from '../../src/domain/ticket/decider.js'
import type { TicketEvent } from '../../src/domain/ticket/events.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { AT, asUser, command, factsFor, ticketIn } from '../support/tickets.js'
import { when } from '../support/when.js'

describe('reassign', () => {
  const working = ticketIn('in_progress', {
    participants: ['requester', 'assignee', 'teamMember'].map((userId) => ({
      userId,
      role: 'assignee',
      joinedAt: AT,
      historyFrom: AT,
    })),
    sla: { ...ticketIn('open').sla, policyId: 'n', resolutionDueAt: AT },
  })
  it('swaps the people, empties the acknowledgements and keeps the due dates', () => {
    const state = when(working, 'moderator', 'reassign', {}, ['reason']) as TicketState
    expect(state).toMatchObject({
      status: 'assigned',
      assigneeId: 'head',
      teamMembers: [],
      acknowledgements: [],
      sla: working.sla,
    })
    expect(state.participants.map(({ userId }) => userId)).toEqual(['requester', 'head'])
  })
  it('takes a named template or date', () => {
    expect(
      when(working, 'moderator', 'reassign', { slaTemplateId: 'u' }, ['reason']),
    ).toMatchObject({ sla: { policyId: 'u' } })
    const dueAt = '2026-03-01T00:00:00.000Z'
    expect(when(working, 'moderator', 'reassign', { dueAt }, ['reason'])).toMatchObject({
      sla: { policyId: 'n', resolutionDueAt: dueAt },
    })
  })
  it('refuses as assigning does, and without a reason', () => {
    expect(when(working, 'moderator', 'reassign', {})).toBe('validation_failed')
    expect(when(working, 'moderator', 'reassign', { assigneeId: 'x' }, ['reason'])).toBe(
      'not_assignable',
    )
  })
})

describe('undo', () => {
  const closed = when(ticketIn('in_progress', { undo: null }), 'moderator', 'close', {}, [
    'reason',
  ]) as TicketState
  const later = (state: TicketState, at: string) => {
    const { actor, person: facts } = asUser('moderator')
    const decision = decide(state, command('undo', actor, {}), { at, facts: factsFor(facts) })
    return decision.kind === 'refused' ? decision.refusal.code : decision.kind
  }
  it('is refused when there is nothing, when something came since, and when it is too late', () => {
    expect(when(ticketIn('open', { undo: null }), 'moderator', 'undo', {})).toBe('nothing_to_undo')
    const open = when(ticketIn('submitted'), 'moderator', 'approve', {}) as TicketState
    const moved = when(open, 'moderator', 'change_priority', { priority: 'urgent' }) as TicketState
    expect(when(moved, 'moderator', 'undo', {})).toBe('undo_superseded')
    expect(later(closed, '2026-01-01T00:15:00.000Z')).toBe('happened')
    expect(later(closed, '2026-01-01T00:15:00.001Z')).toBe('undo_expired')
    const ended = evolve(closed, { type: 'end_undo_window', at: AT })
    expect(later(ended, AT)).toBe('undo_expired')
    expect(evolve({ ...closed, undo: null }, { type: 'end_undo_window', at: AT }).undo).toBeNull()
  })
  it('revives the timers exactly, and tells whom the action told', () => {
    const completed = when(ticketIn('in_progress'), 'assignee', 'complete', {}, [
      'notes',
    ]) as TicketState
    const shut = when(completed, 'moderator', 'close', {}, ['reason']) as TicketState
    expect(shut.deadlines.auto_verify).toBeUndefined()
    const undone = when(shut, 'moderator', 'undo', {}) as TicketState
    expect(undone.deadlines).toEqual(completed.deadlines)
    expect(when(undone, 'moderator', 'undo', {})).toBe('nothing_to_undo')
    expect(shut.undo).toMatchObject({
      told: { users: ['requester', 'assignee'], moderators: false },
    })
  })
  it('keeps the facts that came since', () => {
    const firstResponseAt = '2026-01-01T00:01:00.000Z'
    const since: TicketState = {
      ...closed,
      flags: ['failed_attachment'],
      sla: { ...closed.sla, firstResponseAt },
    }
    expect(when(since, 'moderator', 'undo', {})).toMatchObject({
      status: 'in_progress',
      flags: ['failed_attachment'],
      sla: { firstResponseAt },
    })
  })
  it('can’t evolve out of nothing', () => {
    const event = {
      type: 'undo',
      at: AT,
      undoes: { command: 'close', at: AT, seq: 1 },
      told: { users: [], moderators: false },
    } satisfies TicketEvent<'undo'>
    expect(() => evolve(ticketIn('open', { undo: null }), event)).toThrow('nothing to undo')
  })
})
