import { describe, expect, it } from 'vitest'
import type { Escalation } from '../../../src/domain/sla/sla.js'
import { describeRun } from '../../../src/domain/ticket/describe.js'
import { STATUSES } from '../../../src/domain/ticket/status.js'
import { AT, ticketIn } from '../../support/tickets.js'

describe('the words of a ticket’s own run', () => {
  it.each(STATUSES)('say where a ticket that is %s stands, and what it waits for', (status) => {
    const words = describeRun('ticket', ticketIn(status, { number: 'T-1', version: 2 }))
    expect(words).toMatch(
      /^\*\*T-1\*\* is \*\*\w+\*\*, version 2 \(revision 1\)\. It waits for \w[\w ,']+\./,
    )
    expect(words).toContain(`is **${status}**`)
  })
  it.each(['reopened', 'in_progress'] as const)('say that nobody has it: %s', (status) => {
    const words = describeRun('ticket', ticketIn(status, { assigneeId: null }))
    expect(words).toContain('It waits for a moderator, to give it to somebody.')
  })
  it('leave the first version out, and say when no timer runs', () => {
    expect(describeRun('ticket', ticketIn('open', { number: 'T-1' }))).toBe(
      '**T-1** is **open** (revision 1). It waits for an agent of its department, to claim it. No timer runs.',
    )
  })
  it('say which level of an escalation was reached, and when the next one is', () => {
    const levels: Escalation['levels'] = [
      { after: 'PT0S', on: 'breach' },
      { after: 'PT1H', on: 'breach' },
    ]
    const instants: Escalation['instants'] = [
      { level: 1, clock: 'resolution', at: '2026-01-02T00:00:00.000Z' },
      { level: 2, clock: 'resolution', at: '2026-01-02T01:00:00.000Z' },
    ]
    const say = (done: number[]) => {
      const state = ticketIn('in_progress')
      const escalation: Escalation = { matrixId: 'm', version: 1, levels, instants, done }
      return describeRun('ticket', { ...state, sla: { ...state.sla, escalation } })
    }
    expect(say([])).toContain(
      'Escalation: level none yet of 2, level 1 at 2026-01-02T00:00:00.000Z.',
    )
    expect(say([1])).toContain('Escalation: level 1 of 2, level 2 at 2026-01-02T01:00:00.000Z.')
    expect(say([1, 2])).toContain('Escalation: level 2 of 2.')
    expect(describeRun('ticket', ticketIn('in_progress'))).not.toContain('Escalation')
  })
  it('name the next timer', () => {
    const deadlines = {
      resolution: { at: '2026-01-02T00:00:00.000Z', seq: 1 },
      acknowledge: { at: AT, seq: 1 },
    }
    expect(describeRun('ticket', ticketIn('assigned', { deadlines }))).toContain(
      `Next timer: acknowledge at ${AT}.`,
    )
  })
})
