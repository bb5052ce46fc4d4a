import { describe, expect, it } from 'vitest'
import { given } from '../../../support/given.js'
import { assigned, DAY_LATER, reassigned } from '../../../support/reassigned.js'
import { ticketIn } from '../../../support/tickets.js'

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
