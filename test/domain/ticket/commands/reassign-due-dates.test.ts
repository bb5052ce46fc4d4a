import { describe, expect, it } from 'vitest'
import type { ConditionalPolicy } from '../../../../src/domain/sla/choose-policy.js'
import { nextClockStep } from '../../../../src/domain/sla/clocks.js'
import { BY_CALENDAR, CALENDAR } from '../../../support/calendar.js'
import { given } from '../../../support/given.js'
import { assigned, DAY_LATER, reassigned } from '../../../support/reassigned.js'
import { AT, IT, PEOPLE, ticketIn } from '../../../support/tickets.js'

const texts = ['reason']

describe('the due dates of a reassigned ticket', () => {
  const later = { texts, at: DAY_LATER }
  it('follow a policy that is named, from the first assignment', () => {
    const { event, state } = assigned.when('moderator', 'reassign', { slaTemplateId: 'u' }, later)
    const dueDates = {
      policyId: 'u',
      firstResponseDueAt: null,
      resolutionDueAt: '2026-01-01T04:00:00.000Z',
    }
    expect(event).toEqual({ ...reassigned, dueDates: expect.objectContaining(dueDates) })
    expect(state.sla).toMatchObject(dueDates)
  })
  it('change by a named date in that alone', () => {
    const dueAt = '2026-02-01T00:00:00.000Z'
    const { event, state } = assigned.when('moderator', 'reassign', { dueAt }, later)
    const warnings = [{ percent: 75, at: '2026-01-24T06:00:00.000Z' }]
    expect(event).toEqual({
      ...{ ...reassigned, resolutionDueAt: dueAt },
      resolutionWarnings: warnings,
    })
    const { sla } = assigned.state
    expect(state.sla).toEqual({
      ...sla,
      resolutionDueAt: dueAt,
      isDueDateNamed: true,
      warnings: { ...sla.warnings, resolution: warnings },
    })
  })
  it('take both: the date in place of the policy’s own', () => {
    const payload = { slaTemplateId: 'n', dueAt: '2026-02-01T00:00:00.000Z' }
    const { event } = assigned.when('moderator', 'reassign', payload, later)
    const dueDates = {
      policyId: 'n',
      firstResponseDueAt: '2026-01-01T08:00:00.000Z',
      resolutionDueAt: '2026-02-01T00:00:00.000Z',
      isDueDateNamed: true,
    }
    expect(event).toEqual({ ...reassigned, dueDates: expect.objectContaining(dueDates) })
  })
  it('are set as by assigning where it is the first assignment, without the time postponed before', () => {
    const { event, state } = given(ticketIn('open'))
      .and('moderator', 'postpone', {}, { texts })
      .when('moderator', 'reassign', {}, later)
    const dueDates = {
      policyId: 'n',
      firstResponseDueAt: '2026-01-02T08:00:00.000Z',
      resolutionDueAt: '2026-01-05T00:00:00.000Z',
    }
    expect(event).toEqual({ ...reassigned, dueDates: expect.objectContaining(dueDates) })
    expect(state).toMatchObject({ assignedAt: DAY_LATER, sla: { ...dueDates, postponedMs: 0 } })
  })
})

describe('a postponed ticket that is reassigned', () => {
  const postponed = assigned.and('moderator', 'postpone', {}, { texts })
  const later = { texts, at: DAY_LATER }
  it('is postponed no more; what is due is later by the time between', () => {
    const { event, state } = postponed.when('moderator', 'reassign', {}, later)
    expect(event).toEqual(reassigned)
    expect(state).toMatchObject({
      status: 'assigned',
      postponed: null,
      sla: {
        paused: false,
        postponedMs: 86_400_000,
        firstResponseDueAt: '2026-01-02T08:00:00.000Z',
        resolutionDueAt: '2026-01-05T00:00:00.000Z',
      },
    })
    expect(state.deadlines).toEqual({
      acknowledge: { at: '2026-01-03T00:00:00.000Z', seq: 5 },
      first_response: { at: '2026-01-02T06:00:00.000Z', seq: 5 },
      resolution: { at: '2026-01-04T06:00:00.000Z', seq: 5 },
    })
  })
  it('shifts only the date that is not named', () => {
    const dueAt = '2026-02-01T00:00:00.000Z'
    expect(postponed.when('moderator', 'reassign', { dueAt }, later).state.sla).toMatchObject({
      firstResponseDueAt: '2026-01-02T08:00:00.000Z',
      resolutionDueAt: dueAt,
    })
  })
  it('counts a policy that is named from the first assignment, later by the time between', () => {
    const payload = { slaTemplateId: 'u' }
    expect(postponed.when('moderator', 'reassign', payload, later).state.sla).toMatchObject({
      policyId: 'u',
      resolutionDueAt: '2026-01-02T04:00:00.000Z',
    })
  })
})

describe('a ticket that is reassigned to another department', () => {
  const policy = (version: number, resolution: string): ConditionalPolicy => ({
    ...{ id: 'p', version, order: 1, isDefault: true, conditions: {}, calendar: null },
    ...{ warnAt: [], pauseIn: [], matrix: null, targets: [{ priority: 'normal', resolution }] },
  })
  const facts = (...conditionalPolicies: ConditionalPolicy[]) => ({
    departments: {
      [IT]: { headId: 'head', handlesFinance: false },
      hr: { headId: 'otherAgent', handlesFinance: false },
    },
    ...{ people: { ...PEOPLE }, conditionalPolicies },
  })
  const own = facts(policy(4, 'PT10H'))
  const served = given(ticketIn('open')).and('moderator', 'assign', {}, { facts: own })
  const move = (over: typeof own) =>
    served.when('moderator', 'reassign', { departmentId: 'hr' }, { texts, facts: over })

  it('keeps its dates where the same version of its policy is for it there', () => {
    const { event, state } = move(own)
    expect(event).toMatchObject({ dueDates: null })
    expect(state.sla).toEqual(served.state.sla)
  })
  it('is dated anew, from the first assignment, where its policy has changed meanwhile', () => {
    expect(move(facts(policy(5, 'PT20H'))).state.sla).toMatchObject({
      ...{ policyId: 'p', policyVersion: 5, resolutionDueAt: '2026-01-01T20:00:00.000Z' },
    })
  })
})

describe('a date that is named for what was dated by a calendar before there were several warnings', () => {
  const { percents: _p, warnings: _w, ...sla } = assigned.state.sla
  const warnAt = { first_response: '2026-01-01T06:00:00.000Z', resolution: DAY_LATER }
  const old = given({ ...assigned.state, sla: { ...sla, calendar: BY_CALENDAR, warnAt } })
  // Thursday is open until 18:15, Friday from 00:15 on: twenty-four hours in all
  const dueAt = '2026-01-02T06:00:00.000Z'
  const facts = { calendars: [CALENDAR] }

  it('warns once, at three quarters of the time that is open', () => {
    const { state } = old.when('moderator', 'reassign', { dueAt }, { texts, facts })
    expect(state.sla.warnAt).toEqual({ ...warnAt, resolution: '2026-01-01T18:00:00.000Z' })
    expect(state.sla).not.toHaveProperty('warnings')
    expect(nextClockStep('resolution', state)).toBe('2026-01-01T18:00:00.000Z')
  })
  it('warns at three quarters around the clock where its event does not say when', () => {
    const event = { ...reassigned, priority: 'normal', resolutionDueAt: dueAt } as const
    const { state } = old.happened({ ...event, type: 'reassign', at: AT })
    expect(state.sla.warnAt).toEqual({ ...warnAt, resolution: null })
    expect(nextClockStep('resolution', state)).toBe('2026-01-01T22:30:00.000Z')
  })
})
