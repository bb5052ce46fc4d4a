import { describe, expect, it } from 'vitest'
import {
  applyDueDates,
  nextClockStep,
  recordResponse,
  shiftDueDates,
  totalPostponedMs,
} from '../../../src/domain/sla/clocks.js'
import { NO_SLA } from '../../../src/domain/sla/sla.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { given } from '../../support/given.js'
import { AT, POSTPONED, ticketIn } from '../../support/tickets.js'

const HOUR = 3_600_000
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
    const late = { ...assigned, sla: shiftDueDates(assigned.sla, 24 * HOUR) }
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

  it.each(['assigned', 'in_progress', 'awaiting_approval', 'reopened'] as const)(
    'run in %s',
    (status) => {
      expect(nextClockStep('resolution', ticketIn(status, { sla: assigned.sla }))).not.toBeNull()
    },
  )

  it.each([
    'open',
    'postponed',
    'completed',
    'resolved',
    'ready_for_closure',
    'closed',
    'withdrawn',
  ] as const)('stand in %s', (status) => {
    expect(nextClockStep('resolution', ticketIn(status, { sla: assigned.sla }))).toBeNull()
  })

  it('stand in what is deleted, and where there is no date', () => {
    expect(nextClockStep('resolution', { ...assigned, deletedAt: AT })).toBeNull()
    expect(nextClockStep('resolution', ticketIn('assigned'))).toBeNull()
  })
})

describe('due dates', () => {
  it('begin a clock anew where they change, and only that one', () => {
    const sla = {
      ...assigned.sla,
      warned: ['first_response' as const, 'resolution' as const],
      breaches: ['resolution' as const],
      breached: true,
    }
    const moved = applyDueDates(sla, { ...sla, resolutionDueAt: AT })
    expect(moved).toMatchObject({ warned: ['first_response'], breaches: [], breached: false })
    expect(applyDueDates(sla, sla)).toEqual(sla)
  })

  it('become later by the time postponed, but for a first response that was given', () => {
    expect(shiftDueDates(assigned.sla, HOUR)).toEqual({
      ...assigned.sla,
      firstResponseDueAt: '2026-01-01T09:00:00.000Z',
      resolutionDueAt: '2026-01-04T01:00:00.000Z',
      postponedMs: HOUR,
    })
    const answered = recordResponse(assigned.sla, AT)
    expect(shiftDueDates(answered, HOUR).firstResponseDueAt).toBe('2026-01-01T08:00:00.000Z')
  })

  it('are none later where there are none', () => {
    expect(shiftDueDates(NO_SLA, HOUR)).toEqual({ ...NO_SLA, postponedMs: HOUR })
  })

  it('count the postponement that runs now', () => {
    const later = '2026-01-01T02:00:00.000Z'
    const sla = { ...NO_SLA, postponedMs: HOUR }
    expect(totalPostponedMs(ticketIn('postponed', { sla, postponed: POSTPONED }), later)).toBe(
      3 * HOUR,
    )
    expect(totalPostponedMs(ticketIn('open', { sla }), later)).toBe(HOUR)
  })

  it('know the first word alone', () => {
    const once = recordResponse(NO_SLA, AT)
    expect(recordResponse(once, '2026-02-01T00:00:00.000Z').firstResponseAt).toBe(AT)
  })
})
