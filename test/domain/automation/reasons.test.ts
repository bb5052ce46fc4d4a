import { describe, expect, it } from 'vitest'
import { describeReasons } from '../../../src/domain/automation/reasons.js'
import { type Given, given } from '../../support/given.js'
import { ticketIn } from '../../support/tickets.js'

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString()
const SAID = { lastRequesterMessage: at(2), lastAgentMessage: at(3) }
const texts = ['reason']
const reasons = ({ state }: Given) => describeReasons(state, at(1), SAID)
const assigned = given(ticketIn('open')).and('moderator', 'assign', { dueAt: at(9) })

describe('what times of rules are counted from', () => {
  it('is all that a live ticket has had', () => {
    const { submittedAt: created, assignedAt } = assigned.state
    expect(reasons(assigned)).toEqual({
      ...{ ...SAID, status: 'assigned', statusSince: at(1), created, due: at(9) },
      assigned: assignedAt,
    })
    expect(reasons(given(ticketIn('open')))).toMatchObject({ assigned: null, due: null })
  })
  it('is no due date while the clock stands, nor once it is met', () => {
    const postponed = assigned.and('moderator', 'postpone', {}, { texts })
    expect(reasons(postponed).due).toBeNull()
    expect(reasons(postponed.and('moderator', 'restart', {}, { at: at(5) })).due).toBe(at(14))
    expect(reasons(postponed.and('moderator', 'undo')).due).toBe(at(9))
    const begun = assigned.and('head', 'start')
    const completed = begun.and('head', 'complete', {}, { texts: ['notes'] })
    expect(reasons(completed).due).toBeNull()
    expect(reasons(completed.and('requester', 'resolve')).due).toBeNull()
  })
  it('of what is over is its status alone', () => {
    expect(reasons(assigned.and('moderator', 'close', {}, { texts }))).toEqual({
      ...{ status: 'closed', statusSince: at(1), created: null, assigned: null, due: null },
      ...{ lastRequesterMessage: null, lastAgentMessage: null },
    })
  })
})
