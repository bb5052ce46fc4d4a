import { describe, expect, it } from 'vitest'
import { AROUND_THE_CLOCK } from '../../../src/domain/sla/business-time.js'
import type { ConditionalPolicy } from '../../../src/domain/sla/choose-policy.js'
import { showClocks } from '../../../src/domain/sla/show-clocks.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { given } from '../../support/given.js'
import { AT, ticketIn } from '../../support/tickets.js'

const hour = (n: number) => ({ at: new Date(Date.parse(AT) + n * 3_600_000).toISOString() })
const at = (n: number) => hour(n).at
const OWN: ConditionalPolicy = {
  ...{ id: 'p', version: 4, order: 1, isDefault: true, conditions: {}, calendar: null },
  ...{ warnAt: [50, 90], matrix: { matrixId: 'm', version: 1, levels: [] } },
  pauseIn: ['awaiting_approval', 'completed'],
  targets: [{ priority: 'normal', firstResponse: 'PT4H', resolution: 'PT10H' }],
}
const facts = { conditionalPolicies: [OWN] }
const assigned = given(ticketIn('open', { undo: null })).and('moderator', 'assign', {}, { facts })
const working = assigned.and('head', 'start', {}, hour(1))
const texts = ['notes', 'reason', 'comment']
const show = (state: TicketState, n: number) =>
  showClocks(state, AROUND_THE_CLOCK, at(n)).map((one) => [
    ...[one.kind, one.state, one.dueAt, one.elapsedSeconds / 3600, one.targetSeconds / 3600],
  ])

describe('the clocks of a policy', () => {
  it('warn at each of its percents, once a version, and breach', () => {
    const warn = { clock: 'resolution' as const }
    const { state } = working.and('system', 'warn_sla', warn, hour(5))
    expect(working.state.deadlines.resolution).toMatchObject({ at: at(5) })
    expect(state.deadlines.resolution).toMatchObject({ at: at(9), n: 2 })
    expect(state.sla).toMatchObject({
      ...{ policyId: 'p', policyVersion: 4, escalation: { matrixId: 'm', version: 1, done: [] } },
      warnedAt: [{ clock: 'resolution', percent: 50, at: at(5) }],
    })
    const later = given(state).and(
      'moderator',
      'reassign',
      { dueAt: at(30) },
      { texts, ...hour(6) },
    )
    expect(later.state.deadlines.resolution).toMatchObject({ at: at(27), n: 2 })
    const breached = later
      .and('system', 'warn_sla', warn, hour(27))
      .and('system', 'breach_sla', warn, hour(30))
    expect(breached.state.deadlines.resolution).toBeUndefined()
    const moved = breached.and('moderator', 'reassign', { dueAt: at(50) }, { texts, ...hour(31) })
    expect(moved.state.deadlines.resolution).toBeUndefined()
    expect(moved.state.sla.breached).toBe(true)
  })

  it('stand where it says, and there alone', () => {
    const postponed = working.and('moderator', 'postpone', {}, { texts, ...hour(2) })
    expect(postponed.state.sla).toMatchObject({ paused: false, resolutionDueAt: at(10) })
    expect(postponed.state.deadlines.resolution?.at).toBe(at(5))
    const completed = working.and('head', 'complete', {}, { texts, ...hour(2) })
    expect(completed.state.sla).toMatchObject({ paused: true, halt: { from: at(2) } })
    expect(show(completed.state, 8)).toEqual([
      ['first_response', 'met', at(4), 2, 4],
      ['resolution', 'paused', at(10), 2, 10],
    ])
    const reworked = completed.and('requester', 'request_rework', {}, { texts, ...hour(8) })
    expect(reworked.state.sla).toMatchObject({ paused: false, resolutionDueAt: at(16) })
    expect(show(reworked.state, 9)).toEqual([
      ['first_response', 'met', at(4), 2, 4],
      ['resolution', 'running', at(16), 3, 10],
    ])
  })

  it('are met once it is resolved, and go on with what was left when it is reworked', () => {
    const resolved = working
      .and('head', 'complete', {}, { texts, ...hour(2) })
      .and('requester', 'resolve', {}, hour(4))
    expect(resolved.state.sla).toMatchObject({ paused: false, resolutionDueAt: at(12) })
    expect(show(resolved.state, 20)).toContainEqual(['resolution', 'met', at(12), 2, 10])
    const reworked = resolved.and('moderator', 'request_rework', {}, { texts, ...hour(9) })
    expect(reworked.state.sla.resolutionDueAt).toBe(at(17))
    const closed = resolved.and('moderator', 'close', {}, { texts, ...hour(9) })
    expect(closed.state.sla.resolutionDueAt).toBe(at(12))
    expect(closed.and('moderator', 'undo', {}, hour(9)).state.sla).toEqual(resolved.state.sla)
  })

  it('are neither met nor breached where it is taken back', () => {
    const { state } = working.and('requester', 'withdraw', {}, { texts, ...hour(2) })
    expect(show(state, 20)).toEqual([])
  })

  it('go on with what was left of a postponement from before they were there', () => {
    const { pauseIn: _, ...sla } = assigned.state.sla
    const old = given({ ...assigned.state, sla }).and(
      'moderator',
      'postpone',
      {},
      { texts, ...hour(2) },
    )
    const { halt: _halt, ...written } = old.state.sla
    const { state } = given({ ...old.state, sla: written })
      .and('moderator', 'change_priority', { priority: 'urgent' }, hour(3))
      .and('moderator', 'restart', {}, hour(6))
    expect(state.sla).toMatchObject({ policyId: 'u', resolutionDueAt: at(4 + 4), paused: false })
  })
})
