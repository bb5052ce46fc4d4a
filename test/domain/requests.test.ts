import { describe, expect, it } from 'vitest'
import { evolve } from '../../src/domain/ticket/decider.js'
import { effectsOf } from '../../src/domain/ticket/outcome/index.js'
import { REQUESTABLE } from '../../src/domain/ticket/requests.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { AT, IT, ticketIn } from '../support/tickets.js'
import { when } from '../support/when.js'

const REQUEST = { id: 'r', kind: 'postpone' as const, by: 'assignee', at: AT }

describe('requests', () => {
  const working = ticketIn('in_progress', { requests: [REQUEST] })
  it('need a reason, a known department, and one of a kind at a time', () => {
    expect(when(ticketIn('closed'), 'requester', 'request_reopening', {})).toBe('validation_failed')
    expect(when(working, 'assignee', 'request_postponement', {}, ['reason'])).toBe(
      'request_pending',
    )
    const wish = { departmentId: 'nowhere' }
    expect(when(working, 'assignee', 'request_sub_ticket', wish, ['reason'])).toBe(
      'department_not_found',
    )
    expect(when(working, 'assignee', 'request_sub_ticket', {}, ['reason'])).toMatchObject({
      requests: [REQUEST, { kind: 'sub_ticket', by: 'assignee' }],
    })
    const child = ticketIn('in_progress', { type: 'sub_ticket' })
    expect(when(child, 'assignee', 'request_sub_ticket', {}, ['reason'])).toBe(
      'nesting_not_allowed',
    )
    const often = ticketIn('closed', { reopenCount: 2 })
    expect(when(often, 'requester', 'request_reopening', {}, ['reason'])).toBe('reopen_limit')
  })
  it('are granted, declined or overtaken, and their rows say so', () => {
    const rows = (before: TicketState, after: TicketState | string, event: object) =>
      effectsOf(before, event as never, after as TicketState).requests.map(({ status }) => status)
    const granted = when(working, 'moderator', 'postpone', { requestId: 'r' }, ['reason'])
    expect(granted).toMatchObject({ requests: [] })
    expect(rows(working, granted, { type: 'postpone', at: AT, requestId: 'r' })).toEqual([
      'granted',
    ])
    expect(when(working, 'moderator', 'decline_request', { requestId: 'r' })).toBe(
      'validation_failed',
    )
    expect(when(working, 'moderator', 'decline_request', { requestId: 'x' }, ['reason'])).toBe(
      'request_decided',
    )
    const declined = when(working, 'moderator', 'decline_request', { requestId: 'r' }, ['reason'])
    expect(rows(working, declined, { type: 'decline_request', at: AT, requestId: 'r' })).toEqual([
      'declined',
    ])
    const closed = when(working, 'moderator', 'close', {}, ['reason'])
    expect(rows(working, closed, { type: 'close', at: AT })).toEqual(['cancelled'])
    const back = when(closed as TicketState, 'moderator', 'undo', {})
    expect(
      rows(closed as TicketState, back, {
        type: 'undo',
        at: AT,
        told: { users: [], moderators: false },
      }),
    ).toEqual(['pending'])
  })
  it('a kind names the statuses in which it can be granted', () => {
    expect(REQUESTABLE.reopen).toEqual(['closed'])
  })
})

describe('reopening', () => {
  const closed = ticketIn('closed', {
    sla: {
      ...ticketIn('closed').sla,
      policyId: 'u',
      firstResponseAt: AT,
      breached: true,
      breaches: ['resolution'],
    },
    requests: [{ ...REQUEST, kind: 'reopen', by: 'requester' }],
  })
  it('keeps its policy, else takes the organization’s; clocks begin anew', () => {
    expect(when(closed, 'moderator', 'reopen', {}, ['reason'])).toMatchObject({
      version: 2,
      reopenCount: 0,
      sla: {
        policyId: 'u',
        firstResponseAt: null,
        breached: false,
        resolutionDueAt: '2026-01-01T04:00:00.000Z',
      },
    })
    const unknown = { ...closed, sla: { ...closed.sla, policyId: 'gone' } }
    expect(when(unknown, 'moderator', 'reopen', {}, ['reason'])).toMatchObject({
      sla: { policyId: 'n' },
    })
  })
  it('needs a reason; a granted one counts, and has its limit', () => {
    expect(when(closed, 'moderator', 'reopen', {})).toBe('validation_failed')
    expect(when(closed, 'moderator', 'reopen', { requestId: 'r' }, ['reason'])).toMatchObject({
      reopenCount: 1,
      requests: [],
    })
    const often = { ...closed, reopenCount: 2 }
    expect(when(often, 'moderator', 'reopen', { requestId: 'r' }, ['reason'])).toBe('reopen_limit')
    expect(when(often, 'moderator', 'reopen', {}, ['reason'])).toMatchObject({ reopenCount: 2 })
  })
})

describe('splitting', () => {
  const parent = ticketIn('in_progress')
  const split = (spec: object, facts: object = {}) =>
    when(parent, 'moderator', 'split', { subTickets: [{ departmentId: IT, ...spec }] }, [], facts)
  it('refuses what a sub-ticket can’t be, and says which', () => {
    expect(split({ categoryId: 'x' })).toBe('category_not_found')
    expect(split({ slaTemplateId: 'x' })).toBe('sla_template_not_found')
    expect(split({ departmentId: 'x' })).toBe('department_not_found')
    expect(split({ assigneeId: 'x' })).toBe('not_assignable')
  })
  it('gives each its own template, date, category and group', () => {
    const dueAt = '2026-05-01T00:00:00.000Z'
    const categories = { c: { groupId: 'g' } }
    expect(split({ categoryId: 'c', slaTemplateId: 'u', dueAt }, { categories })).toMatchObject({
      subTickets: { issued: 1, total: 1, closed: 0 },
    })
    const again = split({}, {}) as TicketState
    expect(again.subTickets?.splitFrom).toEqual({ status: 'in_progress', assigneeId: 'assignee' })
  })
  it('leaves the percent to be computed', () => {
    const divided = split({}) as TicketState
    expect(when(divided, 'assignee', 'progress', { percent: 5 })).toBe('progress_is_computed')
    expect(when(divided, 'assignee', 'progress', {}, ['notes'])).toMatchObject({
      progressPercent: 0,
    })
    expect(when(divided, 'assignee', 'complete', {}, ['notes'])).toBe('subtickets_open')
    expect(when(divided, 'moderator', 'close', {}, ['reason'])).toBe('subtickets_open')
    const odd = { type: 'subtickets_progressed', at: AT, teamMembers: [], assigneeId: null }
    expect(() => evolve(parent, odd as never)).toThrow('no sub-ticket')
  })
})
