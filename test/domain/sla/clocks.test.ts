import { describe, expect, it } from 'vitest'
import { AROUND_THE_CLOCK, openCalendar } from '../../../src/domain/sla/business-time.js'
import {
  applyDueDates,
  nextClockStep,
  noteWarning,
  recordResponse,
  resumeClocks,
  shiftDates,
  startOfWork,
} from '../../../src/domain/sla/clocks.js'
import { NO_SLA } from '../../../src/domain/sla/sla.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { BY_CALENDAR, CALENDAR } from '../../support/calendar.js'
import { given } from '../../support/given.js'
import { AT, ticketIn } from '../../support/tickets.js'

const HOUR = 3_600_000
/** The hour, or day, from then on. */
const pauseOf = (ms: number) => ({ from: AT, to: new Date(Date.parse(AT) + ms).toISOString() })
const assigned = given(ticketIn('open', { undo: null })).and('moderator', 'assign').state
const kinds = ({ deadlines }: TicketState) => Object.keys(deadlines).sort()

describe('the clocks of a ticket', () => {
  it('warn at three quarters, then breach', () => {
    const { seq } = assigned
    expect(assigned.deadlines).toMatchObject({
      first_response: { at: '2026-01-01T06:00:00.000Z', seq },
      resolution: { at: '2026-01-03T06:00:00.000Z', seq },
    })
    const warned = given(assigned).and('system', 'warn_sla', { clock: 'resolution' })
    expect(warned.state.deadlines.resolution?.at).toBe('2026-01-04T00:00:00.000Z')
    const breached = warned.and('system', 'breach_sla', { clock: 'resolution' })
    expect(kinds(breached.state)).toEqual(['acknowledge', 'first_response'])
  })

  it('leave postponed time out of the three quarters', () => {
    const late = { ...assigned, sla: resumeClocks(assigned.sla, pauseOf(24 * HOUR), undefined) }
    expect(nextClockStep('resolution', late)).toBe('2026-01-04T06:00:00.000Z')
  })

  it('stop at completion, and the first one at the first word', () => {
    const said = given(assigned).happened({ type: 'first_response', at: AT })
    expect(kinds(said.state)).toEqual(['acknowledge', 'resolution'])
    const done = given(ticketIn('in_progress', { sla: assigned.sla })).and(
      'assignee',
      'complete',
      {},
      { texts: ['notes'] },
    )
    expect(kinds(done.state)).toEqual(['auto_close', 'auto_verify'])
  })

  it.each([
    'assigned',
    'in_progress',
    'awaiting_approval',
    'ready_for_closure',
    'reopened',
  ] as const)('run in %s', (status) => {
    expect(nextClockStep('resolution', ticketIn(status, { sla: assigned.sla }))).not.toBeNull()
  })

  it.each(['open', 'resolved', 'closed', 'withdrawn'] as const)('stand in %s', (status) => {
    expect(nextClockStep('resolution', ticketIn(status, { sla: assigned.sla }))).toBeNull()
  })

  it('of what was dated before policies stand in all but those that are worked on', () => {
    const { pauseIn: _, ...sla } = assigned.sla
    for (const status of ['postponed', 'completed', 'ready_for_closure'] as const)
      expect(nextClockStep('resolution', ticketIn(status, { sla }))).toBeNull()
  })

  it('stand in what is deleted, and where there is no date', () => {
    expect(nextClockStep('resolution', { ...assigned, deletedAt: AT })).toBeNull()
    expect(nextClockStep('resolution', ticketIn('assigned'))).toBeNull()
  })
})

describe('due dates', () => {
  it('leave what their clocks have said: it counts for the version', () => {
    const sla = {
      ...assigned.sla,
      warned: ['first_response' as const, 'resolution' as const],
      breaches: ['resolution' as const],
      breached: true,
    }
    const moved = applyDueDates(sla, { ...sla, resolutionDueAt: AT })
    expect(moved).toEqual({ ...sla, resolutionDueAt: AT })
    expect(applyDueDates(sla, sla)).toEqual(sla)
  })

  it('become later by the time postponed, but for a first response that was given', () => {
    expect(resumeClocks(assigned.sla, pauseOf(HOUR), undefined)).toEqual({
      ...assigned.sla,
      firstResponseDueAt: '2026-01-01T09:00:00.000Z',
      resolutionDueAt: '2026-01-04T01:00:00.000Z',
      postponedMs: HOUR,
      pauses: [pauseOf(HOUR)],
      warnings: {
        first_response: [{ percent: 75, at: '2026-01-01T07:00:00.000Z' }],
        resolution: [{ percent: 75, at: '2026-01-03T07:00:00.000Z' }],
      },
    })
    const answered = recordResponse(assigned.sla, AT)
    expect(resumeClocks(answered, pauseOf(HOUR), undefined).firstResponseDueAt).toBe(
      '2026-01-01T08:00:00.000Z',
    )
  })

  it('are none later where there are none', () => {
    expect(resumeClocks(NO_SLA, pauseOf(HOUR), undefined)).toEqual({
      ...NO_SLA,
      postponedMs: HOUR,
      pauses: [pauseOf(HOUR)],
    })
  })

  it('by a calendar become later by what was open of the pause', () => {
    const time = openCalendar(CALENDAR)
    const sla = {
      ...assigned.sla,
      ...{ resolutionDueAt: '2026-01-02T14:15:00.000Z', calendar: BY_CALENDAR },
      warnAt: { first_response: null, resolution: '2026-01-02T06:15:00.000Z' },
    }
    // from Friday, 15:45, until Saturday, 11:45
    const pause = { from: '2026-01-02T10:00:00.000Z', to: '2026-01-03T06:00:00.000Z' }
    const resumed = shiftDates({ ...sla, firstResponseAt: AT }, pause, time)
    expect(resumed).toEqual({
      warnings: {
        ...sla.warnings,
        resolution: [{ percent: 75, at: '2026-01-07T01:00:00.000Z' }],
      },
      firstResponseDueAt: sla.firstResponseDueAt,
      resolutionDueAt: '2026-01-06T21:15:00.000Z',
      warnAt: { first_response: null, resolution: '2026-01-02T14:15:00.000Z' },
    })
    expect(resumeClocks(sla, pause, resumed)).toMatchObject({
      ...{ ...resumed, postponedMs: 20 * HOUR, pauses: [pause] },
    })
    const night = { from: '2026-01-02T17:00:00.000Z', to: '2026-01-02T20:00:00.000Z' }
    expect(shiftDates(sla, night, time)).toMatchObject({ resolutionDueAt: sla.resolutionDueAt })
  })

  it('lose the calendar with the dates that were of it', () => {
    const warnAt = { first_response: AT, resolution: AT }
    const dated = applyDueDates(assigned.sla, { ...assigned.sla, calendar: BY_CALENDAR, warnAt })
    expect(dated).toMatchObject({ calendar: BY_CALENDAR, warnAt })
    const { policyId, firstResponseDueAt, resolutionDueAt } = assigned.sla
    const plain = applyDueDates(dated, { policyId, firstResponseDueAt, resolutionDueAt })
    const { percents: _p, warnings: _w, pauseIn: _in, ...dates } = assigned.sla
    expect(plain).toEqual(dates)
  })

  it('count from the first assignment, later by what was open of all pauses, however they were noted', () => {
    const time = openCalendar(CALENDAR)
    const pause = { from: '2026-01-02T10:00:00.000Z', to: '2026-01-03T06:00:00.000Z' }
    const at = (sla: typeof NO_SLA, by = time) =>
      startOfWork({ ...assigned, assignedAt: '2026-01-02T06:00:00.000Z', sla }, AT, by)
    const noted = resumeClocks(NO_SLA, pause, undefined)
    expect(at(noted)).toBe('2026-01-02T14:00:00.000Z')
    expect(at(noted, AROUND_THE_CLOCK)).toBe('2026-01-03T02:00:00.000Z')
    expect(at({ ...noted, postponedMs: 21 * HOUR })).toBe('2026-01-02T15:00:00.000Z')
    expect(at({ ...NO_SLA, postponedMs: HOUR })).toBe('2026-01-02T07:00:00.000Z')
    expect(startOfWork({ ...assigned, assignedAt: null }, AT, time)).toBe(AT)
  })

  it('keep what had warned before it was written down as three quarters', () => {
    const first = { clock: 'first_response' as const, percent: 50, at: AT }
    const sla = { ...NO_SLA, warned: ['resolution' as const], warnedAt: [first] }
    const noted = noteWarning(sla, { clock: 'resolution', percent: 90, at: AT })
    expect(noted).toMatchObject({
      warned: ['resolution'],
      warnedAt: [
        first,
        { clock: 'resolution', percent: 75, at: AT },
        { clock: 'resolution', percent: 90, at: AT },
      ],
    })
  })

  it('know the first word alone', () => {
    const once = recordResponse(NO_SLA, AT)
    expect(recordResponse(once, '2026-02-01T00:00:00.000Z').firstResponseAt).toBe(AT)
  })
})
