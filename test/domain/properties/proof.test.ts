import { describe, expect, it } from 'vitest'
import { proveSla, type RecordedEvent } from '../../../src/domain/sla/proof.js'
import { CALENDAR } from '../../support/calendar.js'
import { forAllScenarios, listChanges } from '../../support/scenarios.js'

describe('the proof of the clocks', () => {
  it('adds up from the record alone to what each ticket’s state says, after every event', () => {
    const seen = new Set<string>()
    const check = (commits: Parameters<Parameters<typeof forAllScenarios>[0]>[0]) => {
      const records = new Map<string, RecordedEvent[]>()
      for (const { change, after } of commits.flatMap(listChanges)) {
        const { seq, version, status: to, id, sla } = after
        const record = [
          ...(records.get(id) ?? []),
          { seq, version, from: change.from, to, event: change.event },
        ]
        records.set(id, record)
        const { steps, computed } = proveSla(record, [CALENDAR])
        for (const { kind } of steps) seen.add(kind)
        const { firstResponseDueAt, resolutionDueAt, firstResponseAt, paused, breached } = sla
        expect(computed).toEqual({
          firstResponseDueAt,
          resolutionDueAt,
          firstResponseAt,
          paused,
          breached,
        })
      }
    }
    forAllScenarios(check)
    forAllScenarios(check, 1)
    expect([...seen].sort()).toEqual(['breach', 'due', 'met', 'pause', 'resume', 'start', 'warn'])
  })
})
