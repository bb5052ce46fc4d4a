import { describe, expect, it } from 'vitest'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, PEOPLE, participant, person, removed, ticketIn } from '../../../support/tickets.js'

const open = given(ticketIn('open', { number: 'T-5' }))
const undoUntil = '2026-01-01T00:15:00.000Z'
const dueDates = {
  policyId: 'n',
  firstResponseDueAt: '2026-01-01T08:00:00.000Z',
  resolutionDueAt: '2026-01-04T00:00:00.000Z',
}
const assigned = {
  type: 'assign',
  at: AT,
  departmentId: 'it',
  assigneeId: 'head',
  priority: 'normal',
  dueDates: expect.objectContaining(dueDates),
  acknowledgeBy: '2026-01-02T00:00:00.000Z',
  undoUntil,
}

describe('assign', () => {
  it("gives it to the department's head, with the default policy's dates from now", () => {
    const { event, state } = open.when('moderator', 'assign')
    expect(event).toEqual(assigned)
    expect(state).toMatchObject({
      status: 'assigned',
      assigneeId: 'head',
      assignedAt: AT,
      sla: dueDates,
      undo: { kind: 'open', command: 'assign', until: undoUntil },
    })
    expect(state.deadlines).toEqual({
      acknowledge: { at: '2026-01-02T00:00:00.000Z', seq: 2 },
      first_response: { at: '2026-01-01T06:00:00.000Z', seq: 2 },
      resolution: { at: '2026-01-03T06:00:00.000Z', seq: 2 },
    })
  })
  it('notifies only the assignee, who joins the chat', () => {
    const { change, state } = open.when('moderator', 'assign')
    expect(change?.event.notifications).toEqual([notifyUsers('ticket_assigned', 'head')])
    expect(state.participants).toEqual([
      participant('requester', ['requester']),
      participant('head', ['assignee']),
    ])
    expect(change?.effects.broadcasts).toContainEqual({
      type: 'ticket:assigned',
      rooms: ['ticket:ticket', 'user:head'],
      data: { id: 'ticket', number: 'T-5', assigneeId: 'head' },
    })
  })
  it('for another department lets the team of the old one go; a moderator lets in whom one took out', () => {
    const member = participant('teamMember', ['team_member'])
    const teamed = given(
      ticketIn('open', {
        participants: [member],
        removedParticipants: [removed('other'), removed('head')],
      }),
    )
    const other = person('other', { roles: ['manager'], departmentId: 'hr' })
    const facts = {
      people: { other },
      departments: { hr: { headId: null, handlesFinance: false } },
    }
    const payload = { departmentId: 'hr', assigneeId: 'other' }
    expect(teamed.when('moderator', 'assign', payload, { facts }).state).toMatchObject({
      teamMembers: [],
      participants: [participant('other', ['assignee'])],
      removedParticipants: [removed('head')],
    })
    expect(teamed.when('moderator', 'assign').state.teamMembers).toEqual(['teamMember'])
  })
  it('takes a named person, department and priority, whose policy then counts', () => {
    const other = person('other', { roles: ['manager'], departmentId: 'hr' })
    const facts = {
      people: { other },
      departments: { hr: { headId: null, handlesFinance: false } },
    }
    const payload = { departmentId: 'hr', assigneeId: 'other', priority: 'urgent' as const }
    expect(open.when('moderator', 'assign', payload, { facts }).event).toEqual({
      ...assigned,
      departmentId: 'hr',
      assigneeId: 'other',
      priority: 'urgent',
      dueDates: expect.objectContaining({
        policyId: 'u',
        firstResponseDueAt: null,
        resolutionDueAt: '2026-01-01T04:00:00.000Z',
      }),
    })
  })
  it('takes a named policy, and a named date in place of its own', () => {
    expect(open.when('moderator', 'assign', { slaTemplateId: 'u' }).event).toMatchObject({
      priority: 'normal',
      dueDates: { policyId: 'u', resolutionDueAt: '2026-01-01T04:00:00.000Z' },
    })
    const dueAt = '2026-02-01T00:00:00.000Z'
    expect(open.when('moderator', 'assign', { dueAt }).event).toMatchObject({
      dueDates: { ...dueDates, resolutionDueAt: dueAt },
    })
  })
  it('has no due date where there is no policy, and no reminder where it is off', () => {
    const facts = { policies: [], settings: { acknowledgeWithin: null } }
    const { event, state } = open.when('moderator', 'assign', {}, { facts })
    expect(event).toMatchObject({
      dueDates: { policyId: null, firstResponseDueAt: null, resolutionDueAt: null },
      acknowledgeBy: null,
    })
    expect(state.deadlines).toEqual({})
  })
  it('counts no time that it was postponed before', () => {
    const later = '2026-01-03T00:00:00.000Z'
    const { state } = open
      .and('moderator', 'postpone', {}, { texts: ['reason'] })
      .and('moderator', 'restart', {}, { at: later })
      .when('moderator', 'assign', {}, { at: later })
    expect(state.sla).toMatchObject({
      postponedMs: 0,
      firstResponseDueAt: '2026-01-03T08:00:00.000Z',
      resolutionDueAt: '2026-01-06T00:00:00.000Z',
    })
  })
  it('lets a holder of the permission do it too', () => {
    const actor = person('departmentAgent', { roles: ['agent'], permissions: ['ticket.assign'] })
    expect(open.when('departmentAgent', 'assign', {}, { facts: { actor } }).state.status).toBe(
      'assigned',
    )
    expect(open.when('departmentAgent', 'assign').refusal?.error).toBe(
      'Only a moderator or a holder of the permission ticket.assign assigns tickets.',
    )
  })
  it.each(['2025-12-31T00:00:00.000Z', AT])('refuses the due date %s, which is past', (dueAt) => {
    expect(open.when('moderator', 'assign', { dueAt }).refusal).toEqual({
      code: 'validation_failed',
      error: 'dueAt must lie in the future.',
      details: { dueAt: ['must be in the future'] },
    })
  })
  it('refuses where nobody is named and the department has no head', () => {
    const facts = { departments: { it: { headId: null, handlesFinance: false } } }
    expect(open.when('moderator', 'assign', {}, { facts }).refusal).toEqual({
      code: 'no_assignee',
      error: 'The department has no head: name an assignee.',
    })
  })
  it('refuses an assignee who is gone, of another department, or no agent', () => {
    expect(open.when('moderator', 'assign', { assigneeId: 'gone' }).refusal).toEqual({
      code: 'not_assignable',
      error: 'An assignee is an active agent, manager or admin of the department: name another.',
      details: { assigneeId: 'gone' },
    })
    const people = {
      otherAgent: PEOPLE.otherAgent,
      customer: person('customer', { roles: ['requester', 'moderator'], departmentId: 'it' }),
    }
    for (const assigneeId of Object.keys(people)) {
      expect(open.when('moderator', 'assign', { assigneeId }, { facts: { people } }).code).toBe(
        'not_assignable',
      )
    }
  })
  it('refuses ids that are not there, and a ticket without a department', () => {
    const unknown = { department: ['x'], sla_template: ['y'] }
    const code = (unknownIds: object) =>
      open.when('moderator', 'assign', {}, { facts: { unknownIds } }).code
    expect(code(unknown)).toBe('department_not_found')
    expect(code({ sla_template: ['y'] })).toBe('sla_template_not_found')
    const homeless = given(ticketIn('submitted', { departmentId: null }))
    expect(homeless.when('moderator', 'assign').code).toBe('department_not_found')
  })
  it('makes an assignee of a team member, in the chat as well', () => {
    const member = participant('head', ['team_member'])
    const read = given(ticketIn('open', { teamMembers: ['head'], participants: [member] }))
    const { state } = read.when('moderator', 'assign')
    expect(state.teamMembers).toEqual([])
    expect(state.participants).toEqual([participant('head', ['assignee'])])
  })
})

describe('assign by routing', () => {
  const load = (open: number) => ({ open, maxConcurrentTickets: 5, maxPerAgent: null })
  const waiting = given(ticketIn('submitted', { undo: null })).and('moderator', 'approve')
  const causedBy = waiting.state.seq
  const route = (state = waiting.state, facts = {}) =>
    given(state).when(
      'system',
      'assign',
      { assigneeId: 'assignee' },
      {
        acting: { by: 'routing', why: 'least loaded: 2 of 5', causedBy },
        facts: { load: load(2), ...facts },
      },
    )

  it('says why, and of what it is a part', () => {
    const { event, state } = route()
    expect(event).toMatchObject({
      ...{ by: 'routing', why: 'least loaded: 2 of 5', causedBy },
      assigneeId: 'assignee',
    })
    expect(state).toMatchObject({
      undo: {
        ...{ command: 'approve', seq: causedBy, hasRouted: true },
        notified: { users: ['requester', 'assignee'], moderators: false },
      },
    })
    expect(state.queued).toBeUndefined()
  })
  it('adds to nobody’s load beyond its limit, as moderators may', () => {
    const full = { load: load(5) }
    expect(route(waiting.state, full).code).toBe('agent_full')
    expect(waiting.when('moderator', 'assign', {}, { facts: full }).code).toBeUndefined()
  })
  it('comes too late for what is somebody’s, is elsewhere, or is left to people', () => {
    expect(route(waiting.and('departmentAgent', 'claim').state).code).toBe('already_assigned')
    expect(route(waiting.and('moderator', 'undo').state).code).toBe('cause_undone')
    expect(route({ ...waiting.state, autoAssign: false }).code).toBe('cause_undone')
    const later = waiting
      .and('moderator', 'postpone', { reminderEvery: 'P1D' }, { texts: ['reason'] })
      .and('moderator', 'restart')
    expect(later.state.queued).toEqual({ at: AT, seq: later.state.seq })
    expect(route(later.state).code).toBe('cause_undone')
  })
  it('keeps the place of what stays open, and gives back that of what was', () => {
    const tagged = waiting.and('moderator', 'set_tags', { tags: ['x'] })
    expect(tagged.state.queued).toEqual({ at: AT, seq: causedBy })
    const back = tagged
      .and('moderator', 'reject', {}, { texts: ['reason'] })
      .and('moderator', 'undo')
    expect(back.state.queued).toEqual({ at: AT, seq: causedBy })
  })
  it('finds what came into the queue before it was noted since when', () => {
    const { queued: _, ...old } = waiting.state
    const routed = given({ ...old, undo: null } as typeof waiting.state).when(
      'system',
      'assign',
      { assigneeId: 'assignee' },
      { acting: { by: 'routing', why: 'x', causedBy: 0 } },
    )
    expect(routed.state).toMatchObject({ status: 'assigned', undo: { command: 'assign' } })
  })
})
