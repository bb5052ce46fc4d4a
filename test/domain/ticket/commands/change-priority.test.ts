import { describe, expect, it } from 'vitest'
import { changePriority } from '../../../../src/domain/ticket/commands/change-priority.js'
import { createSubTicket } from '../../../../src/domain/ticket/create.js'
import { given } from '../../../support/given.js'
import { AT, factsFor, person, ticketIn } from '../../../support/tickets.js'

const urgent = { priority: 'urgent' as const }
const permissions = ['ticket.priority' as const]

describe('change_priority', () => {
  it('computes the due dates anew, from the first assignment of this version', () => {
    const assigned = given(ticketIn('in_progress', { assignedAt: '2025-12-31T00:00:00.000Z' }))
    const { event, state } = assigned.when('moderator', 'change_priority', urgent)
    const dueDates = {
      policyId: 'u',
      firstResponseDueAt: null,
      resolutionDueAt: '2025-12-31T04:00:00.000Z',
    }
    expect(event).toEqual({
      type: 'change_priority',
      at: AT,
      priority: 'urgent',
      dueDates: expect.objectContaining(dueDates),
    })
    expect(state).toMatchObject({ status: 'in_progress', priority: 'urgent', sla: dueDates })
  })
  it('leaves the postponements since out', () => {
    const at = '2026-01-02T00:00:00.000Z'
    const { state } = given(ticketIn('open'))
      .and('moderator', 'assign')
      .and('moderator', 'postpone', {}, { texts: ['reason'] })
      .and('moderator', 'restart', {}, { at })
      .when('moderator', 'change_priority', urgent, { at })
    expect(state.sla.resolutionDueAt).toBe('2026-01-02T04:00:00.000Z')
  })
  it('moves no date where the system sets it', () => {
    const { state } = given(ticketIn('open')).and('moderator', 'assign')
    const command = { commandId: 'c', actor: { kind: 'system' }, payload: urgent } as const
    const context = { at: AT, facts: factsFor(null) }
    const event = changePriority.decide(state, { ...command, textsGiven: [] }, context)
    expect(event).toEqual({ priority: 'urgent', dueDates: null })
  })
  it('has no due dates to compute before the first assignment', () => {
    const { event, state } = given(ticketIn('open')).when('moderator', 'change_priority', urgent)
    expect(event).toEqual({ type: 'change_priority', at: AT, priority: 'urgent', dueDates: null })
    expect(state.sla).toMatchObject({ policyId: null, resolutionDueAt: null })
  })
  const named = '2026-03-01T00:00:00.000Z'
  const texts = ['reason']
  const open = given(ticketIn('open'))
  it.each([
    ['an assignment', open.and('moderator', 'assign', { dueAt: named })],
    [
      'one with a template',
      open.and('moderator', 'assign', { dueAt: named, slaTemplateId: 'u', priority: 'low' }),
    ],
    [
      'a reassignment',
      open.and('moderator', 'assign').and('moderator', 'reassign', { dueAt: named }, { texts }),
    ],
    [
      'an earlier one, through another',
      open
        .and('moderator', 'assign', { dueAt: named })
        .and('moderator', 'reassign', { assigneeId: 'head' }, { texts })
        .and('moderator', 'change_priority', { priority: 'low' }),
    ],
  ])('leaves the date that a person named: by %s', (_by, assigned) => {
    const { event, state } = assigned.when('moderator', 'change_priority', urgent)
    expect(state.sla).toMatchObject({
      policyId: 'u',
      firstResponseDueAt: null,
      resolutionDueAt: named,
    })
    expect(event).toMatchObject({ dueDates: { resolutionDueAt: named } })
  })
  it('leaves a sub-ticket’s that came with the split', () => {
    const parent = given(ticketIn('open', { number: 'T-1' })).when('moderator', 'split', {
      subTickets: [{ departmentId: 'it', dueAt: named }],
    })
    const event = parent.event
    if (event?.type !== 'split') throw new Error('there was no split')
    const [begin] = event.children
    if (begin === undefined) throw new Error('there was no sub-ticket')
    const { state } = createSubTicket(parent.state, 'sub', begin, 'moderator', AT)
    const changed = given(state).when('moderator', 'change_priority', urgent)
    expect(changed.state.sla.resolutionDueAt).toBe(named)
  })
  it('computes anew what a person named, once a template, a reopening or an undo has replaced it', () => {
    const asked = open.and('moderator', 'assign', { dueAt: named })
    const replaced = [
      asked.and('moderator', 'reassign', { slaTemplateId: 'n' }, { texts }),
      asked.and('moderator', 'close', {}, { texts }).and('moderator', 'reopen', {}, { texts }),
      open
        .and('moderator', 'assign')
        .and('moderator', 'reassign', { dueAt: named }, { texts })
        .and('moderator', 'undo'),
    ]
    for (const ticket of replaced) {
      const { state } = ticket.when('moderator', 'change_priority', urgent)
      expect(state.sla.resolutionDueAt).toBe('2026-01-01T04:00:00.000Z')
    }
  })
  it('has none where no policy is for it', () => {
    const { state } = given(ticketIn('open'))
      .and('moderator', 'assign')
      .when('moderator', 'change_priority', { priority: 'low' })
    expect(state.sla).toMatchObject({ policyId: null, resolutionDueAt: null })
    expect(Object.keys(state.deadlines)).toEqual(['acknowledge'])
  })
  it('lets an agent with the permission, and nobody else with it', () => {
    const agent = person('departmentAgent', { roles: ['agent'], permissions })
    const open = given(ticketIn('open'))
    expect(
      open.when('departmentAgent', 'change_priority', urgent, { facts: { actor: agent } }).state,
    ).toMatchObject({ priority: 'urgent' })
    const customer = person('stranger', { roles: ['requester'], permissions })
    expect(
      open.when('stranger', 'change_priority', urgent, { facts: { actor: customer } }).refusal,
    ).toEqual({
      code: 'forbidden',
      error:
        'Only a moderator or an agent with the permission ticket.priority changes the priority.',
    })
  })
  it('changes nothing where it is the same, and notifies nobody where it is not', () => {
    const open = given(ticketIn('open'))
    const same = open.when('moderator', 'change_priority', { priority: 'normal' })
    expect(same).toMatchObject({ event: undefined, refusal: undefined })
    expect(same.state).toBe(open.state)
    const { change } = open.when('moderator', 'change_priority', urgent)
    expect(change?.event.notifications).toEqual([])
  })
  it('refuses one that has ended', () => {
    expect(given(ticketIn('closed')).when('moderator', 'change_priority', urgent).code).toBe(
      'invalid_transition',
    )
  })
})
