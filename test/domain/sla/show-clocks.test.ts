import { describe, expect, it } from 'vitest'
import { AROUND_THE_CLOCK } from '../../../src/domain/sla/business-time.js'
import type { ConditionalPolicy } from '../../../src/domain/sla/choose-policy.js'
import type { Clock } from '../../../src/domain/sla/clock.js'
import { showClocks } from '../../../src/domain/sla/show-clocks.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { type Given, given } from '../../support/given.js'
import { AT, ticketIn } from '../../support/tickets.js'

const hour = (n: number) => ({ at: new Date(Date.parse(AT) + n * 3_600_000).toISOString() })
const OWN: ConditionalPolicy = {
  ...{ id: 'p', version: 1, order: 1, isDefault: true, conditions: {}, calendar: null },
  ...{ warnAt: [50], pauseIn: ['awaiting_approval', 'completed'], matrix: null },
  targets: [{ priority: 'normal', firstResponse: 'PT4H', resolution: 'PT10H' }],
}
const texts = ['notes', 'reason', 'comment']
const assigned = given(ticketIn('open', { undo: null })).and(
  'moderator',
  'assign',
  {},
  {
    facts: { conditionalPolicies: [OWN] },
  },
)
/** It has warned and breached, a clock after the other. */
const overdue = (story: Given, clock: Clock, dueHour: number) =>
  story
    .and('system', 'warn_sla', { clock }, hour(dueHour / 2))
    .and('system', 'breach_sla', { clock }, hour(dueHour))
const find = (state: TicketState, kind: Clock, n: number) =>
  showClocks(state, AROUND_THE_CLOCK, hour(n).at).find((one) => one.kind === kind)
const show = (state: TicketState, kind: Clock, n: number) => {
  const clock = find(state, kind, n)
  return clock && [clock.state, clock.elapsedSeconds / 3600]
}

describe('a clock that is shown', () => {
  const late = overdue(assigned, 'resolution', 10)
  const unanswered = overdue(assigned, 'first_response', 4)
  const answer = (story: Given, n: number) => story.happened({ type: 'first_response', ...hour(n) })

  it('says at which percents it has warned, itself and no other', () => {
    expect(find(unanswered.state, 'first_response', 5)?.warnedAt).toEqual([
      { percent: 50, at: hour(2).at },
    ])
    expect(find(unanswered.state, 'resolution', 5)?.warnedAt).toEqual([])
  })

  it('is breached from its date on, and runs on', () => {
    expect(show(assigned.state, 'resolution', 9)).toEqual(['running', 9])
    expect(show(late.state, 'resolution', 12)).toEqual(['breached', 12])
  })

  it('is breached also where it stands, and where it is met after its date', () => {
    const completed = late
      .and('head', 'start', {}, hour(11))
      .and('head', 'complete', {}, { texts, ...hour(12) })
    expect(show(completed.state, 'resolution', 20)).toEqual(['breached', 12])
    expect(show(answer(unanswered, 6).state, 'first_response', 20)).toEqual(['breached', 6])
    expect(show(answer(assigned, 3).state, 'first_response', 20)).toEqual(['met', 3])
  })

  it('is met once it is closed, resolved before or not', () => {
    const closed = assigned.and('moderator', 'close', {}, { texts, ...hour(5) })
    expect(show(closed.state, 'resolution', 20)).toEqual(['met', 5])
  })

  it('that was never answered is breached until it is closed, and not shown where it had not come to that', () => {
    const closed = unanswered.and('moderator', 'close', {}, { texts, ...hour(7) })
    expect(show(closed.state, 'first_response', 20)).toEqual(['breached', 7])
    const inTime = assigned.and('moderator', 'close', {}, { texts, ...hour(3) })
    expect(show(inTime.state, 'first_response', 20)).toBeUndefined()
  })
})
