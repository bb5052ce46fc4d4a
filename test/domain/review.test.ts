import { describe, expect, it } from 'vitest'
import { decide } from '../../src/domain/ticket/decider.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { AT, asUser, command, factsFor, person, ticketIn } from '../support/tickets.js'
import { when } from '../support/when.js'

describe('submit', () => {
  it('refuses a draft that lacks a required field, and names it', () => {
    expect(
      when(ticketIn('draft'), 'requester', 'submit', {}, [], { draftMissing: ['title'] }),
    ).toBe('validation_failed')
  })
  it('makes the requester a participant, once', () => {
    const state = when(ticketIn('draft'), 'requester', 'submit', {}) as TicketState
    expect(state.participants).toEqual([
      { userId: 'requester', role: 'requester', joinedAt: AT, historyFrom: AT },
    ])
    expect(
      (
        when(
          { ...state, status: 'draft', assigneeId: null },
          'requester',
          'submit',
          {},
        ) as TicketState
      ).participants,
    ).toHaveLength(1)
  })
})

describe('approve', () => {
  it('refuses an unknown department', () => {
    expect(when(ticketIn('submitted'), 'moderator', 'approve', { departmentId: 'x' })).toBe(
      'department_not_found',
    )
  })
  it('refuses a ticket without one', () => {
    expect(when(ticketIn('submitted', { departmentId: null }), 'moderator', 'approve', {})).toBe(
      'department_not_found',
    )
  })
})

describe('reject', () => {
  const submitted = ticketIn('submitted')
  it('needs a reason or a duplicate', () => {
    expect(when(submitted, 'moderator', 'reject', {})).toBe('validation_failed')
  })
  it('takes a duplicate that exists instead', () => {
    const facts = { duplicateOfExists: true }
    expect(
      when(submitted, 'moderator', 'reject', { duplicateOf: 'other' }, [], facts),
    ).toMatchObject({
      status: 'rejected',
      duplicateOf: 'other',
    })
  })
  it('refuses a duplicate that is not there, or itself', () => {
    const gone = { duplicateOfExists: false }
    expect(when(submitted, 'moderator', 'reject', { duplicateOf: 'x' }, [], gone)).toBe(
      'ticket_not_found',
    )
    const there = { duplicateOfExists: true }
    expect(when(submitted, 'moderator', 'reject', { duplicateOf: 'ticket' }, [], there)).toBe(
      'ticket_not_found',
    )
  })
  it('stays undoable for its window', () => {
    const state = when(submitted, 'moderator', 'reject', {}, ['reason']) as TicketState
    expect(state.deadlines).toEqual({ undo_window: { at: '2026-01-01T00:15:00.000Z', seq: 2 } })
  })
})

describe('assign', () => {
  const open = ticketIn('open')
  it("gives it to the department's head, with the default template's dates from now", () => {
    expect(when(open, 'moderator', 'assign', {})).toMatchObject({
      assigneeId: 'head',
      sla: {
        policyId: 'n',
        resolutionDueAt: '2026-01-04T00:00:00.000Z',
        firstResponseDueAt: '2026-01-01T08:00:00.000Z',
      },
      deadlines: { acknowledge: { at: '2026-01-02T00:00:00.000Z', seq: 2 } },
    })
  })
  it('takes the template of the new priority, a named one, or a named date', () => {
    expect(when(open, 'moderator', 'assign', { priority: 'urgent' })).toMatchObject({
      priority: 'urgent',
      sla: { policyId: 'u', firstResponseDueAt: null, resolutionDueAt: '2026-01-01T04:00:00.000Z' },
    })
    expect(when(open, 'moderator', 'assign', { slaTemplateId: 'u' })).toMatchObject({
      sla: { policyId: 'u' },
    })
    const dueAt = '2026-02-01T00:00:00.000Z'
    expect(when(open, 'moderator', 'assign', { dueAt })).toMatchObject({
      sla: { resolutionDueAt: dueAt },
    })
  })
  it('has no due date where there is no template, and no reminder where it is off', () => {
    const facts = { templates: [], settings: { acknowledgeWithin: null } }
    expect(when(open, 'moderator', 'assign', {}, [], facts)).toMatchObject({
      sla: { policyId: null, resolutionDueAt: null },
      deadlines: {},
    })
  })
  it('refuses what it can not do, by name', () => {
    const noHead = { departments: { it: { headId: null, handlesFinance: false } } }
    expect(when(open, 'moderator', 'assign', {}, [], noHead)).toBe('no_assignee')
    expect(when(open, 'moderator', 'assign', { departmentId: 'x' })).toBe('department_not_found')
    expect(when(open, 'moderator', 'assign', { slaTemplateId: 'x' })).toBe('sla_template_not_found')
    expect(when(open, 'moderator', 'assign', { assigneeId: 'gone' })).toBe('not_assignable')
    const people = { outsider: person('outsider', { roles: ['agent'], departmentId: 'hr' }) }
    expect(when(open, 'moderator', 'assign', { assigneeId: 'outsider' }, [], { people })).toBe(
      'not_assignable',
    )
    expect(when(ticketIn('submitted', { departmentId: null }), 'moderator', 'assign', {})).toBe(
      'department_not_found',
    )
  })
  it('lets a holder of the permission do it too', () => {
    const actor = person('departmentAgent', { roles: ['agent'], permissions: ['ticket.assign'] })
    expect(when(open, 'departmentAgent', 'assign', {}, [], { actor })).toMatchObject({
      status: 'assigned',
    })
  })
})

describe('clarification', () => {
  it('needs words both ways, and remembers whether it was answered', () => {
    expect(when(ticketIn('submitted'), 'moderator', 'ask_clarification', {})).toBe(
      'validation_failed',
    )
    const asked = when(ticketIn('submitted'), 'moderator', 'ask_clarification', {}, [
      'question',
    ]) as TicketState
    expect(asked).toMatchObject({
      status: 'needs_clarification',
      clarification: { at: AT, answered: false },
    })
    expect(when(asked, 'requester', 'answer_clarification', {})).toBe('validation_failed')
    expect(when(asked, 'requester', 'answer_clarification', {}, ['answer'])).toMatchObject({
      status: 'submitted',
      clarification: { answered: true },
    })
    expect(
      when(ticketIn('needs_clarification'), 'requester', 'answer_clarification', {}, ['answer']),
    ).toMatchObject({ clarification: null })
  })
})

describe('claim', () => {
  it('lets an agent of its group in', () => {
    const actor = person('otherAgent', { roles: ['agent'], groupIds: ['g'] })
    const state = ticketIn('open', { groupId: 'g', departmentId: 'it' })
    expect(when(state, 'otherAgent', 'claim', {}, [], { actor })).toMatchObject({
      assigneeId: 'otherAgent',
    })
  })
})

describe('change priority and tags', () => {
  it('recomputes the dates from the first assignment of this life', () => {
    const assigned = ticketIn('in_progress', { assignedAt: '2025-12-31T00:00:00.000Z' })
    expect(when(assigned, 'moderator', 'change_priority', { priority: 'urgent' })).toMatchObject({
      sla: { policyId: 'u', resolutionDueAt: '2025-12-31T04:00:00.000Z' },
    })
    expect(
      when(ticketIn('open'), 'moderator', 'change_priority', { priority: 'urgent' }),
    ).toMatchObject({ sla: { policyId: null } })
  })
  it('stays quiet when nothing changes', () => {
    const open = ticketIn('open', { tags: ['x'] })
    expect(when(open, 'moderator', 'change_priority', { priority: 'normal' })).toBe(open)
    expect(when(open, 'moderator', 'set_tags', { tags: ['x'] })).toBe(open)
  })
  it('lets an agent with the permission, and nobody else with it', () => {
    const permissions = ['ticket.priority' as const]
    const agent = person('departmentAgent', { roles: ['agent'], permissions })
    expect(
      when(ticketIn('open'), 'departmentAgent', 'change_priority', { priority: 'urgent' }, [], {
        actor: agent,
      }),
    ).toMatchObject({ priority: 'urgent' })
    const requester = person('stranger', { roles: ['requester'], permissions })
    expect(
      when(ticketIn('open'), 'stranger', 'change_priority', { priority: 'urgent' }, [], {
        actor: requester,
      }),
    ).toBe('forbidden')
  })
})

describe('everybody', () => {
  it('is refused on a stale revision before anything but their rights', () => {
    const { actor, person: facts } = asUser('moderator')
    const stale = decide(ticketIn('closed'), command('approve', actor, {}, [], 7), {
      at: AT,
      facts: factsFor(facts),
    })
    expect(stale).toMatchObject({
      refusal: { code: 'revision_mismatch', details: { currentRevision: 1 } },
    })
  })
  it('may do nothing once their account is gone', () => {
    expect(when(ticketIn('assigned'), 'assignee', 'start', {}, [], { actor: null })).toBe(
      'forbidden',
    )
  })
  it('may do nothing to a deleted ticket', () => {
    expect(when(ticketIn('open', { deletedAt: AT }), 'moderator', 'close', {}, ['reason'])).toBe(
      'invalid_transition',
    )
  })
})

describe('timers', () => {
  it.each(['note_unacknowledged', 'end_undo_window'] as const)(
    '%s stays quiet once its deadline is gone',
    (name) => {
      const state = ticketIn(name === 'note_unacknowledged' ? 'assigned' : 'closed', {
        deadlines: {},
      })
      const decision = decide(state, command(name, { kind: 'system' }, {}), {
        at: AT,
        facts: factsFor(null),
      })
      expect(decision.kind).toBe('unchanged')
    },
  )
})
