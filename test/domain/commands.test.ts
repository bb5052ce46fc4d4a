import { describe, expect, it } from 'vitest'
import type { CommandName, Facts, Payloads } from '../../src/domain/ticket/commands.js'
import { decide } from '../../src/domain/ticket/decide/index.js'
import type { TicketEvent } from '../../src/domain/ticket/events.js'
import { evolve } from '../../src/domain/ticket/evolve.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { AT, asUser, command, factsFor, person, ticketIn, type Who } from '../support/tickets.js'

/** Given a state, when somebody commands, then the state after it, or the refusal's code. */
function when<N extends CommandName>(
  state: TicketState,
  who: Who,
  name: N,
  payload: Payloads[N],
  given: string[] = [],
  facts: Partial<Facts> = {},
): TicketState | string {
  const { actor, person: actorFacts } = asUser(who)
  const context = { at: AT, facts: factsFor(actorFacts, facts) }
  const decision = decide(state, command(name, actor, payload, given), context)
  if (decision.kind === 'refused') return decision.refusal.code
  return decision.kind === 'unchanged' ? state : evolve(state, decision.event)
}

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

describe('claim', () => {
  it('lets an agent of its group in', () => {
    const actor = person('otherAgent', { roles: ['agent'], groupIds: ['g'] })
    const state = ticketIn('open', { groupId: 'g', departmentId: 'it' })
    expect(when(state, 'otherAgent', 'claim', {}, [], { actor })).toMatchObject({
      assigneeId: 'otherAgent',
    })
  })
})

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
