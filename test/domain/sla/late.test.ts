import { describe, expect, it } from 'vitest'
import { proveSla, type RecordedEvent, readSlaValues } from '../../../src/domain/sla/proof.js'
import { NO_SLA, type Sla } from '../../../src/domain/sla/sla.js'
import { createChange, type TicketChange } from '../../../src/domain/ticket/change.js'
import { evolve } from '../../../src/domain/ticket/decider.js'
import type { NewEvent } from '../../../src/domain/ticket/events.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { type Given, given } from '../../support/given.js'
import { ticketIn } from '../../support/tickets.js'

const hour = (n: number) => new Date(Date.UTC(2026, 0, 1, n)).toISOString()
const texts = ['reason', 'notes']
const DATES = { policyId: 'p', firstResponseDueAt: hour(2), resolutionDueAt: hour(8) }
const begun = (over: Partial<Sla> = {}) =>
  given(
    ticketIn('in_progress', { assignedAt: hour(0), sla: { ...NO_SLA, ...DATES, ...over } }),
  ).happened({ type: 'flag_attachments', at: hour(0), flags: [] })

/** Said by nobody of staff: the worker was away. */
const answer = (ticket: Given, n: number) =>
  createChange(ticket.state, { type: 'first_response', at: hour(n) })
const told = ({ effects }: TicketChange) =>
  effects.events.flatMap(({ name, clock }) => (clock === undefined ? [] : [`${name} ${clock}`]))

describe('a clock that is stopped behind its date', () => {
  it('has breached, though no worker has said so in time, and people are told then', () => {
    const change = answer(begun(), 3)
    expect(change.event).toMatchObject({ late: ['first_response'] })
    expect(change.state.sla).toMatchObject({
      ...{ firstResponseAt: hour(3), breached: true, breaches: ['first_response'] },
    })
    expect(told(change)).toEqual(['sla.breached first_response'])
    expect(change.event.notifications.map(({ type }) => type)).toEqual(['sla_breached'])
    expect(change.effects.broadcasts).toContainEqual(
      expect.objectContaining({ type: 'sla:breached' }),
    )
    expect(answer(begun(), 2).state.sla.breaches).toEqual([])
    expect(told(answer(begun(), 2))).toEqual(['sla.met first_response'])
    expect(answer(begun({ breaches: ['first_response'] }), 3).event).not.toHaveProperty('late')
  })
  it('is that of the solution, too, where work is done too late, and of an answer', () => {
    const done = begun().when('assignee', 'complete', {}, { texts, at: hour(9) })
    expect(done.event).toBeDefined()
    expect(done.change?.event.late).toEqual(['first_response', 'resolution'])
    const word = { at: hour(3), answeredAt: null, dueAt: hour(4), warnings: [] }
    const waiting = begun({ firstResponseAt: hour(1), nextResponseWithin: 'PT1H', word })
    const answered = createChange(waiting.state, { type: 'next_response', at: hour(5) })
    expect(answered.state.sla).toMatchObject({
      ...{ breaches: ['next_response'], hasLateAnswer: true, word: { answeredAt: hour(5) } },
    })
    expect(told(answered)).toEqual(['sla.breached next_response'])
  })
  it('says so itself once the action is taken back, and goes on with a ticket that is brought back', () => {
    const word = { at: hour(3), answeredAt: null, dueAt: hour(4), warnings: [] }
    const overdue = begun({ nextResponseWithin: 'PT1H', word })
    const again = begun({ firstResponseAt: hour(1), breached: true, hasLateAnswer: true })
    for (const ticket of [overdue, again]) {
      const closed = ticket.and('moderator', 'close', {}, { texts, at: hour(9) })
      expect(closed.state.sla.breaches).toContain('resolution')
      const { state } = closed.when('moderator', 'undo', {}, { at: hour(9) })
      expect(state.sla).toEqual(ticket.state.sla)
      expect(state.deadlines).toEqual(ticket.state.deadlines)
    }
    const deleted = given({ ...overdue.state, type: 'sub_ticket' }).when(
      'moderator',
      'delete_sub_ticket',
      {},
      { texts, at: hour(9) },
    )
    expect(deleted.change?.event).not.toHaveProperty('late')
  })
  it('is taken back with the action that it follows from', () => {
    const overdue = begun({ firstResponseAt: hour(1) })
    const reason = { texts, at: hour(8) }
    const moved = overdue.and('moderator', 'reassign', {}, reason)
    const acting = { by: 'rule' as const, ruleId: 'r', depth: 1, causedBy: moved.state.seq }
    const later = { texts, at: '2026-01-01T08:05:00.000Z', acting }
    const put = moved.and('system', 'postpone', {}, later)
    expect(put.state).toMatchObject({ undo: { kind: 'open', late: ['resolution'] } })
    const { state } = put.when('moderator', 'undo', {}, { at: hour(8) })
    expect(state.sla.breaches).toEqual([])
  })
  it('adds up in its proof, and its events evolve as they were decided', () => {
    const record: RecordedEvent[] = []
    let state: TicketState = ticketIn('open')
    const happen = (event: NewEvent) => {
      const change = createChange(state, event)
      expect(evolve(state, change.event)).toEqual(change.state)
      record.push({
        ...{ seq: change.state.seq, version: 1, from: state.status },
        ...{ to: change.state.status, event: change.event },
      })
      state = change.state
      expect(proveSla(record).computed).toEqual(readSlaValues(state.sla))
    }
    happen({
      ...{ type: 'assign', at: hour(0), departmentId: 'd', assigneeId: 'assignee' },
      ...{ priority: 'normal', dueDates: DATES, acknowledgeBy: null, undoUntil: hour(1) },
    })
    happen({ type: 'start', at: hour(1) })
    happen({ type: 'first_response', at: hour(3) })
    expect(state.sla.breaches).toEqual(['first_response'])
    happen({
      ...{ type: 'complete', at: hour(9), assigneeId: 'assignee' },
      ...{ autoVerifyAt: hour(20), autoCloseAt: null },
    })
    expect(proveSla(record).steps.map(({ clock, kind }) => `${clock} ${kind}`)).toEqual([
      'first_response start',
      'resolution start',
      'first_response breach',
      'first_response met',
      'resolution breach',
      'resolution met',
    ])
  })
})
