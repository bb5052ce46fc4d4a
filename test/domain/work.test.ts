import { describe, expect, it } from 'vitest'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { AT, person, ticketIn } from '../support/tickets.js'
import { when } from '../support/when.js'

describe('acknowledge', () => {
  it('records each person once, and stops the reminder', () => {
    const once = when(ticketIn('assigned'), 'assignee', 'acknowledge', {}) as TicketState
    expect(once.acknowledgements).toEqual([{ userId: 'assignee', at: AT }])
    expect(once.deadlines).toEqual({})
    expect(when(once, 'assignee', 'acknowledge', {})).toBe(once)
  })
})

describe('start, progress, complete', () => {
  it('keeps the first start', () => {
    const again = when(
      ticketIn('reopened', { startedAt: '2025-01-01T00:00:00.000Z' }),
      'assignee',
      'start',
      {},
    )
    expect(again).toMatchObject({ startedAt: '2025-01-01T00:00:00.000Z' })
  })
  it('needs something to report', () => {
    expect(when(ticketIn('in_progress'), 'assignee', 'progress', {})).toBe('validation_failed')
    expect(
      when(ticketIn('in_progress', { progressPercent: 30 }), 'assignee', 'progress', {}, ['notes']),
    ).toMatchObject({ progressPercent: 30 })
    expect(
      when(ticketIn('in_progress'), 'assignee', 'progress', { attachments: ['a'] }),
    ).toMatchObject({ status: 'in_progress' })
  })
  it('refuses attachments that are not there', () => {
    const facts = { attachmentsMissing: ['a'] }
    expect(when(ticketIn('in_progress'), 'assignee', 'progress', { percent: 1 }, [], facts)).toBe(
      'attachment_not_found',
    )
  })
  it('starts the countdown at each completion, and may have no closing date', () => {
    expect(when(ticketIn('in_progress'), 'assignee', 'complete', {}, ['notes'])).toMatchObject({
      completedAt: AT,
      deadlines: {
        auto_verify: { at: '2026-01-04T00:00:00.000Z' },
        auto_close: { at: '2026-01-04T00:00:00.000Z' },
      },
    })
    const off = { settings: { autoCloseAfter: null } }
    const state = when(
      ticketIn('in_progress'),
      'assignee',
      'complete',
      {},
      ['notes'],
      off,
    ) as TicketState
    expect(state.deadlines.auto_close).toBeUndefined()
    expect(when(ticketIn('in_progress'), 'assignee', 'complete', {})).toBe('validation_failed')
  })
})

describe('resolve and rework', () => {
  const completed = when(ticketIn('in_progress'), 'assignee', 'complete', {}, [
    'notes',
  ]) as TicketState
  it('leaves the closing date as it was', () => {
    const resolved = when(completed, 'requester', 'resolve', { rating: 5 }) as TicketState
    expect(resolved).toMatchObject({ status: 'resolved', satisfactionScore: 5 })
    expect(resolved.deadlines).toEqual({ auto_close: completed.deadlines.auto_close })
  })
  it('goes on to closed where the requester closes', () => {
    const facts = { settings: { closurePolicy: 'requester' as const } }
    expect(when(completed, 'requester', 'resolve', {}, [], facts)).toMatchObject({
      status: 'closed',
      closedAt: AT,
      resolvedAt: AT,
    })
  })
  it('stops the countdown and counts', () => {
    expect(when(completed, 'requester', 'request_rework', {}, ['comment'])).toMatchObject({
      status: 'in_progress',
      reworkCount: 1,
      completedAt: null,
      deadlines: {},
    })
    expect(when(completed, 'requester', 'request_rework', {})).toBe('validation_failed')
  })
})

describe('close', () => {
  it('needs a reason unless it was verified', () => {
    expect(when(ticketIn('in_progress'), 'moderator', 'close', {})).toBe('validation_failed')
    expect(when(ticketIn('resolved'), 'moderator', 'close', {})).toMatchObject({ status: 'closed' })
    expect(when(ticketIn('ready_for_closure'), 'moderator', 'close', {})).toMatchObject({
      status: 'closed',
    })
  })
  it('lets a holder of the permission do it too', () => {
    const actor = person('departmentAgent', { permissions: ['ticket.close'] })
    expect(when(ticketIn('resolved'), 'departmentAgent', 'close', {}, [], { actor })).toMatchObject(
      { status: 'closed' },
    )
  })
})
