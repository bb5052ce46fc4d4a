import { describe, expect, it } from 'vitest'
import type { SubTicketSpec } from '../../../../src/domain/ticket/commands/split.js'
import type { Facts } from '../../../../src/domain/ticket/facts.js'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, IT, participant, through, ticketIn } from '../../../support/tickets.js'

const working = given(ticketIn('in_progress', { number: 'T-1' }))
const one = (spec: Partial<SubTicketSpec>, facts: Partial<Facts> = {}) =>
  working.when('moderator', 'split', { subTickets: [{ departmentId: IT, ...spec }] }, { facts })
const NO_HEAD = { headId: null, handlesFinance: false }
const BEGIN = {
  n: 1,
  departmentId: IT,
  assigneeId: 'head',
  priority: 'normal',
  categoryId: null,
  groupId: null,
  dueDates: expect.objectContaining({
    policyId: 'n',
    firstResponseDueAt: '2026-01-01T08:00:00.000Z',
    resolutionDueAt: '2026-01-04T00:00:00.000Z',
  }),
  acknowledgeBy: '2026-01-02T00:00:00.000Z',
}

describe('split', () => {
  it('begins each with the head and the organization’s policy, and numbers them', () => {
    const subTickets = [{ departmentId: IT }, { departmentId: IT, assigneeId: 'assignee' }]
    const then = working.when('moderator', 'split', { subTickets })
    expect(then.event).toEqual({
      type: 'split',
      at: AT,
      requestId: null,
      remindEvery: 'P3D',
      children: [BEGIN, { ...BEGIN, n: 2, assigneeId: 'assignee' }],
    })
    expect(then.state).toMatchObject({
      status: 'in_progress',
      startedAt: AT,
      progressPercent: 0,
      subTickets: { issued: 2, remindEvery: 'P3D', total: 2, closed: 0, readyOnReturn: false },
    })
    expect(then.change?.event.notifications).toEqual([])
    const { effects } = then.change ?? {}
    expect(effects?.messages.map(({ body }) => body)).toEqual([
      'Sub-ticket T-1.1 was added.',
      'Sub-ticket T-1.2 was added.',
      '{name} joined the chat.',
      '{name} joined the chat.',
    ])
    expect(effects?.broadcasts).toContainEqual({
      type: 'sub_ticket_created',
      rooms: ['ticket:ticket'],
      data: { parentId: 'ticket', number: 'T-1.2', departmentId: IT },
    })
  })

  it('lets the assignees into the chat, reading from then on', () => {
    const { state } = one({})
    expect(state.participants).toContainEqual(participant('head', [through('T-1.1')]))
  })

  it('gives each its own policy, date, category and group', () => {
    const dueAt = '2026-05-01T00:00:00.000Z'
    const categories = { c: { departmentId: IT, groupId: 'g' } }
    expect(one({ categoryId: 'c', slaTemplateId: 'u' }, { categories }).event).toMatchObject({
      children: [{ categoryId: 'c', groupId: 'g', dueDates: { policyId: 'u' } }],
    })
    expect(one({ dueAt }).event).toMatchObject({
      children: [{ dueDates: { policyId: 'n', resolutionDueAt: dueAt } }],
    })
    expect(one({ categoryId: 'c' }).event).toMatchObject({ children: [{ groupId: null }] })
  })

  it('refuses a category of another department', () => {
    const categories = { c: { departmentId: 'hr', groupId: 'g' } }
    expect(one({ categoryId: 'c' }, { categories }).refusal).toEqual({
      code: 'validation_failed',
      error:
        "The category is another department's: choose one of the ticket's department, or none.",
      details: { categoryId: ["must be of the ticket's department"], subTicket: 0 },
    })
  })

  it('again counts on, and remembers what it was before the first split', () => {
    const { state } = working
      .and('moderator', 'split', { subTickets: [{ departmentId: IT }] })
      .when('moderator', 'split', { subTickets: [{ departmentId: IT }] })
    expect(state.subTickets).toMatchObject({
      issued: 2,
      remindEvery: 'P3D',
      total: 2,
      own: { progressPercent: 0, startedAt: null },
      splitFrom: { status: 'in_progress', assigneeId: 'assignee' },
    })
  })

  it('again, after a transition of its own, remembers what it was before this one', () => {
    const { state } = working
      .and('moderator', 'split', { subTickets: [{ departmentId: IT }] })
      .and('moderator', 'reassign', {}, { texts: ['reason'] })
      .when('moderator', 'split', { subTickets: [{ departmentId: IT }] })
    expect(state.subTickets?.splitFrom).toEqual({
      status: 'assigned',
      assigneeId: 'head',
      acknowledgeAt: '2026-01-02T00:00:00.000Z',
    })
  })

  it('remembers when it was to be acknowledged', () => {
    const assigned = given(ticketIn('open')).and('moderator', 'assign')
    const { state } = assigned.when('moderator', 'split', { subTickets: [{ departmentId: IT }] })
    expect(state.subTickets?.splitFrom?.acknowledgeAt).toBe('2026-01-02T00:00:00.000Z')
    expect(state.deadlines.acknowledge).toBeUndefined()
  })

  it('grants a request, and its asker is notified', () => {
    const request = { id: 'r', kind: 'sub_ticket' as const, by: 'assignee', at: AT }
    const then = given(ticketIn('in_progress', { requests: [request] })).when(
      'moderator',
      'split',
      {
        subTickets: [{ departmentId: IT }],
        requestId: 'r',
      },
    )
    expect(then.state.requests).toEqual([])
    expect(then.change?.effects.requests).toEqual([{ ...request, status: 'granted' }])
    expect(then.change?.event.notifications).toEqual([notifyUsers('request_decided', 'assignee')])
  })

  it('leaves the percent to be computed, and the parent to its sub-tickets', () => {
    const split = working.and('moderator', 'split', { subTickets: [{ departmentId: IT }] })
    expect(split.when('assignee', 'progress', { percent: 5 }).code).toBe('progress_is_computed')
    const noted = split.when('assignee', 'progress', {}, { texts: ['notes'] })
    expect(noted.state.progressPercent).toBe(0)
    const code = (who: 'assignee' | 'moderator', name: 'complete' | 'close') =>
      split.when(who, name, {}, { texts: ['notes', 'reason'] }).code
    expect(code('assignee', 'complete')).toBe('subtickets_open')
    expect(code('moderator', 'close')).toBe('subtickets_open')
  })
})

describe('split refuses', () => {
  it.each([
    ['an unknown category', {}, { unknownIds: { category: ['x'] } }, 'category_not_found'],
    ['an unknown policy', {}, { unknownIds: { sla_template: ['x'] } }, 'sla_template_not_found'],
    ['an unknown department', {}, { unknownIds: { department: ['x'] } }, 'department_not_found'],
    ['somebody unfit', { assigneeId: 'approver' }, {}, 'not_assignable'],
    ['somebody gone', { assigneeId: 'x' }, {}, 'not_assignable'],
    ['a department without head', {}, { departments: { it: NO_HEAD } }, 'no_assignee'],
    ['a date in the past', { dueAt: AT }, {}, 'validation_failed'],
  ])('%s', (_what, spec, facts, code) => {
    expect(one(spec, facts).code).toBe(code)
  })

  it('more sub-tickets than one transaction can close', () => {
    const many = (count: number) => Array.from({ length: count }, () => ({ departmentId: IT }))
    const half = working.when('moderator', 'split', { subTickets: many(250) })
    const code = (count: number) =>
      given(half.state).when('moderator', 'split', { subTickets: many(count) }).code
    expect([code(250), code(251)]).toEqual([undefined, 'validation_failed'])
  })

  it('and says which of them', () => {
    const subTickets = [{ departmentId: IT }, { departmentId: IT, assigneeId: 'x' }]
    const { refusal } = working.when('moderator', 'split', { subTickets })
    expect(refusal?.details).toEqual({ assigneeId: 'x', subTicket: 1 })
  })

  it('a sub-ticket, a request that does not wait, others, and tickets that are not worked on', () => {
    const payload = { subTickets: [{ departmentId: IT }] }
    const nested = given(ticketIn('in_progress', { type: 'sub_ticket' }))
    expect(nested.when('moderator', 'split', payload).code).toBe('nesting_not_allowed')
    const decided = { ...payload, requestId: 'x' }
    expect(working.when('moderator', 'split', decided).code).toBe('request_decided')
    expect(working.when('assignee', 'split', payload).code).toBe('forbidden')
    expect(working.when('operator', 'split', payload).code).toBe('forbidden')
    expect(given(ticketIn('closed')).when('moderator', 'split', payload).code).toBe(
      'invalid_transition',
    )
  })
})
