import { describe, expect, it } from 'vitest'
import { proveSla } from '../../src/domain/sla/proof.js'
import type { TicketEvent } from '../../src/domain/ticket/events.js'

const day = (n: number) => new Date(Date.UTC(2026, 0, n)).toISOString()
const DATES = { policyId: 'n', firstResponseDueAt: day(2), resolutionDueAt: day(5) }
const LATER = { policyId: 'u', firstResponseDueAt: day(2), resolutionDueAt: day(9) }
const told = { users: [], moderators: false }

/** Events by the day, numbered from 1. */
const record = (...events: [n: number, event: object][]) =>
  events.map(([n, event], i) => ({
    seq: i + 1,
    version: 1,
    event: { at: day(n), ...event } as TicketEvent,
  }))
const steps = (...events: [n: number, event: object][]) =>
  proveSla(record(...events)).steps.map(({ clock, kind, seq }) => `${seq} ${clock} ${kind}`)

describe('the proof of the clocks', () => {
  it('lists every start, pause, resume, warning, breach and end, with what remained', () => {
    const { steps: all, computed } = proveSla(
      record(
        [1, { type: 'assign', dueDates: DATES }],
        [1, { type: 'first_response' }],
        [2, { type: 'postpone' }],
        [4, { type: 'restart' }],
        [5, { type: 'warn_sla', clock: 'resolution' }],
        [8, { type: 'breach_sla', clock: 'resolution' }],
        [9, { type: 'complete' }],
      ),
    )
    expect(all.map(({ clock, kind }) => `${clock} ${kind}`)).toEqual([
      'first_response start',
      'resolution start',
      'first_response met',
      'resolution pause',
      'resolution resume',
      'resolution warn',
      'resolution breach',
      'resolution met',
    ])
    expect(all[3]?.remainingMs).toBe(3 * 86_400_000)
    expect(all[4]?.remainingMs).toBe(3 * 86_400_000)
    expect(computed).toEqual({
      firstResponseDueAt: day(2),
      resolutionDueAt: day(7),
      firstResponseAt: day(1),
      paused: false,
      breached: true,
    })
  })
  it('takes an undone action for one that never was', () => {
    const undo = { type: 'undo', undoes: { command: 'postpone', at: day(2), seq: 2 }, told }
    expect(
      steps([1, { type: 'claim', dueDates: DATES }], [2, { type: 'postpone' }], [3, undo]),
    ).toEqual(['1 first_response start', '1 resolution start'])
  })
  it('begins a clock anew where its date changes, and only that one', () => {
    expect(
      steps(
        [1, { type: 'assign', dueDates: DATES }],
        [2, { type: 'change_priority', dueDates: LATER }],
        [3, { type: 'reassign', dueDates: null }],
        [4, { type: 'progress' }],
        [4, { type: 'progress' }],
        [5, { type: 'close' }],
        [5, { type: 'reopen', dueDates: DATES }],
        [6, { type: 'withdraw' }],
      ),
    ).toEqual([
      '1 first_response start',
      '1 resolution start',
      '2 resolution start',
      '4 first_response met',
      '6 resolution met',
      '7 first_response start',
      '7 resolution start',
      '8 resolution met',
    ])
  })
  it('goes on with rework, and is met by time as well', () => {
    expect(
      steps(
        [1, { type: 'create_sub_ticket', dueDates: DATES }],
        [2, { type: 'complete' }],
        [3, { type: 'request_rework' }],
        [4, { type: 'complete' }],
        [5, { type: 'auto_close' }],
        [5, { type: 'set_tags' }],
      ),
    ).toEqual([
      '1 first_response start',
      '1 resolution start',
      '2 first_response met',
      '2 resolution met',
      '3 resolution resume',
      '4 resolution met',
    ])
  })
  it('ends a parking by whatever ends it, and has no dates where there are none', () => {
    const none = { policyId: null, firstResponseDueAt: null, resolutionDueAt: null }
    expect(steps([1, { type: 'assign', dueDates: none }], [2, { type: 'postpone' }])).toEqual([])
    const { computed } = proveSla(
      record(
        [1, { type: 'assign', dueDates: DATES }],
        [2, { type: 'postpone' }],
        [3, { type: 'close' }],
      ),
    )
    expect(computed).toMatchObject({ resolutionDueAt: day(6), firstResponseDueAt: day(3) })
    expect(proveSla(record([1, { type: 'postpone' }])).computed.paused).toBe(true)
  })
})
