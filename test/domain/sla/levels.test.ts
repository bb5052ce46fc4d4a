import { describe, expect, it } from 'vitest'
import type { ConditionalPolicy } from '../../../src/domain/sla/choose-policy.js'
import type { LevelTiming } from '../../../src/domain/sla/escalation.js'
import { findNextLevel, placeMovedLevels } from '../../../src/domain/sla/levels.js'
import { NO_SLA } from '../../../src/domain/sla/sla.js'
import { BY_CALENDAR, CALENDAR } from '../../support/calendar.js'
import { given } from '../../support/given.js'
import { ticketIn } from '../../support/tickets.js'

const LEVELS: LevelTiming[] = [
  { after: 'PT1H', on: 'warning' },
  { after: 'PT1H', on: 'breach', kind: 'resolution' },
]
const policy = (over: Partial<ConditionalPolicy>): ConditionalPolicy => ({
  ...{ id: 'p', version: 1, order: 1, isDefault: true, conditions: {}, calendar: null },
  ...{ warnAt: [50], pauseIn: [], matrix: { matrixId: 'm', version: 1, levels: LEVELS } },
  ...{ targets: [{ priority: 'normal', firstResponse: 'PT4H', resolution: 'PT8H' }], ...over },
})
/** A ticket that was assigned under it. */
const under = (over: Partial<ConditionalPolicy> = {}) =>
  given(ticketIn('open')).and(
    'moderator',
    'assign',
    {},
    {
      facts: { conditionalPolicies: [policy(over)], calendars: [CALENDAR] },
    },
  ).state
const place = (over: Partial<ConditionalPolicy> = {}) => placeMovedLevels(NO_SLA, under(over), [])

describe('the levels of a ticket', () => {
  it('are due so long after their clock warns first, or breaches', () => {
    expect(place()).toEqual([
      { level: 1, clock: 'first_response', at: '2026-01-01T03:00:00.000Z' },
      { level: 1, clock: 'resolution', at: '2026-01-01T05:00:00.000Z' },
      { level: 2, clock: 'resolution', at: '2026-01-01T09:00:00.000Z' },
    ])
  })

  it('count by the calendar of their clock', () => {
    // Thursday is open until 18:15, Friday from 00:15 on
    const targets = [{ priority: 'normal' as const, resolution: 'PT18H' }]
    const dated = under({ calendar: BY_CALENDAR, targets, matrix: null })
    const escalation = { matrixId: 'm', version: 1, levels: LEVELS, instants: [], done: [] }
    const begun = { ...dated, sla: { ...dated.sla, escalation } }
    expect(placeMovedLevels(dated.sla, begun, [CALENDAR])).toEqual([
      { level: 1, clock: 'resolution', at: '2026-01-01T10:00:00.000Z' },
      { level: 2, clock: 'resolution', at: '2026-01-02T01:00:00.000Z' },
    ])
  })

  it('of a clock that never warns are those of its breach alone', () => {
    expect(place({ warnAt: [] })).toEqual([
      { level: 2, clock: 'resolution', at: '2026-01-01T09:00:00.000Z' },
    ])
  })

  it('come in their order where two are due at once', () => {
    const state = under({
      matrix: {
        matrixId: 'm',
        version: 1,
        levels: ['PT1H', 'PT1H'].map((after) => ({ after, on: 'breach' })),
      },
    })
    const { escalation } = state.sla
    if (escalation === undefined) throw new Error('there is no escalation')
    const at = '2026-01-01T05:00:00.000Z'
    expect(findNextLevel(state)).toEqual({ level: 1, clock: 'first_response', at })
    const instants = escalation.instants.toReversed()
    const reversed = { ...state, sla: { ...state.sla, escalation: { ...escalation, instants } } }
    expect(findNextLevel(reversed)).toEqual({ level: 1, clock: 'first_response', at })
  })

  it('stay where neither they nor the dates are others, and are none where there is no matrix', () => {
    const state = under()
    expect(placeMovedLevels(state.sla, state, [])).toBeUndefined()
    const later = { ...state, sla: { ...state.sla, resolutionDueAt: '2026-01-02T00:00:00.000Z' } }
    expect(placeMovedLevels(state.sla, later, [])).toContainEqual({
      ...{ level: 2, clock: 'resolution', at: '2026-01-02T01:00:00.000Z' },
    })
    expect(place({ matrix: null })).toBeUndefined()
  })
})
