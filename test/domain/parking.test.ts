import { describe, expect, it } from 'vitest'
import { parkedMsAt, shifted } from '../../src/domain/sla/clocks.js'
import { decide, evolve } from '../../src/domain/ticket/decider.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { AT, command, factsFor, PARKED, PEOPLE, ticketIn } from '../support/tickets.js'
import { when } from '../support/when.js'

const LATER = '2026-01-05T00:00:00.000Z'
const DAYS = 4 * 86_400_000
const moderator = { kind: 'user', id: 'moderator' } as const

function later(
  state: TicketState,
  name: 'restart' | 'reassign' | 'close',
  payload: object = {},
): TicketState {
  const context = { at: LATER, facts: factsFor(PEOPLE.moderator) }
  const decision = decide(state, command(name, moderator, payload as never, ['reason']), context)
  if (decision.kind !== 'happened') throw new Error(JSON.stringify(decision))
  return evolve(state, decision.event)
}

describe('parking', () => {
  const assigned = when(ticketIn('open', { undo: null }), 'moderator', 'assign', {}) as TicketState
  const parked = when(assigned, 'moderator', 'postpone', {}, ['reason']) as TicketState
  it('stands the clocks and the acknowledgement, and shifts both by the time parked', () => {
    expect(parked.deadlines).toEqual({
      postpone_reminder: { at: '2026-01-04T00:00:00.000Z', seq: parked.seq },
    })
    expect(parkedMsAt(parked, LATER)).toBe(DAYS)
    const back = later(parked, 'restart')
    expect(back).toMatchObject({ status: 'assigned', sla: { parkedMs: DAYS, paused: false } })
    const due = (state: TicketState) => Date.parse(state.sla.resolutionDueAt ?? '')
    expect(due(back) - due(assigned)).toBe(DAYS)
    expect(back.deadlines.acknowledge?.at).toBe('2026-01-06T00:00:00.000Z')
    expect(back.deadlines.resolution_warning?.at).toBe('2026-01-07T06:00:00.000Z')
  })
  it('ends by reassigning too, where named dates are as they were named', () => {
    const moved = later(parked, 'reassign')
    expect(moved.sla.resolutionDueAt).toBe('2026-01-08T00:00:00.000Z')
    const dueAt = '2026-02-01T00:00:00.000Z'
    expect(later(parked, 'reassign', { dueAt }).sla.resolutionDueAt).toBe(dueAt)
    const urgent = later(parked, 'reassign', { slaTemplateId: 'u' })
    expect(urgent.sla.resolutionDueAt).toBe('2026-01-05T04:00:00.000Z')
  })
  it('a priority that changes after a parking counts the time parked', () => {
    const back = later(parked, 'restart')
    const context = { at: LATER, facts: factsFor(PEOPLE.moderator) }
    const decision = decide(
      back,
      command('change_priority', moderator, { priority: 'urgent' }),
      context,
    )
    expect(decision).toMatchObject({
      event: { dueDates: { resolutionDueAt: '2026-01-05T04:00:00.000Z' } },
    })
  })
  it('a first response that was given is not due later, and what has no date gets none', () => {
    const sla = { ...assigned.sla, firstResponseAt: AT }
    expect(shifted(sla, DAYS).firstResponseDueAt).toBe(sla.firstResponseDueAt)
    expect(shifted(ticketIn('open').sla, DAYS).resolutionDueAt).toBeNull()
  })
  it('reminds the assignee, else the head, else only moderators; and nobody once it has ended', () => {
    const system = { kind: 'system' } as const
    const remind = (state: TicketState, facts = factsFor(null)) =>
      decide(state, command('remind_postponed', system, {}), { at: LATER, facts })
    const users = (state: TicketState, facts = factsFor(null)) => {
      const decision = remind(state, facts)
      return decision.kind === 'happened' && 'users' in decision.event
        ? decision.event.users
        : decision.kind
    }
    const orphan = ticketIn('postponed', { assigneeId: null } as Partial<TicketState>)
    expect(users(ticketIn('postponed'))).toEqual(['assignee'])
    expect(users(orphan)).toEqual(['head'])
    expect(users(orphan, { ...factsFor(null), departments: {} })).toEqual([])
    expect(users({ ...orphan, departmentId: null })).toEqual([])
    expect(users(ticketIn('postponed', { deadlines: {} }))).toBe('unchanged')
    expect(users(ticketIn('postponed', { postponed: null }))).toBe('unchanged')
  })
  it('counts its reminders from its own time, however late they are', () => {
    const state = ticketIn('postponed', {
      deadlines: { postpone_reminder: { at: AT, seq: 7, n: 2 } },
    })
    const next = evolve(state, {
      type: 'remind_postponed',
      at: LATER,
      n: 2,
      nextAt: '2026-01-04T00:00:00.000Z',
      users: [],
    })
    expect(next.deadlines.postpone_reminder).toEqual({
      at: '2026-01-04T00:00:00.000Z',
      seq: 7,
      n: 3,
    })
    const gone = evolve(
      { ...state, deadlines: {} },
      { type: 'remind_postponed', at: LATER, n: 2, nextAt: LATER, users: [] },
    )
    expect(gone.deadlines).toEqual({})
  })
  it('needs a reason, and a time to resume that is to come', () => {
    const open = ticketIn('open')
    expect(when(open, 'moderator', 'postpone', {})).toBe('validation_failed')
    expect(when(open, 'moderator', 'postpone', { resumeAt: AT }, ['reason'])).toBe(
      'validation_failed',
    )
    expect(
      when(open, 'moderator', 'postpone', { resumeAt: LATER, reminderEvery: 'P1D' }, ['reason']),
    ).toMatchObject({
      postponed: { ...PARKED, from: 'open', reminderEvery: 'P1D', resumeAt: LATER },
      deadlines: { resume: { at: LATER } },
    })
    expect(when(open, 'moderator', 'postpone', { requestId: 'x' }, ['reason'])).toBe(
      'request_decided',
    )
  })
})
