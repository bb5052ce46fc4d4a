import { describe, expect, it } from 'vitest'
import { proveSla, type RecordedEvent, readSlaValues } from '../../../src/domain/sla/proof.js'
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
        for (const { kind, clock } of steps)
          seen.add(clock === 'next_response' ? `next ${kind}` : kind)
        expect(computed).toEqual(readSlaValues(sla))
      }
    }
    forAllScenarios(check)
    forAllScenarios(check, 1)
    const kinds = ['breach', 'due', 'met', 'pause', 'resume', 'start', 'warn']
    const all = [...kinds, ...kinds.map((kind) => `next ${kind}`)].sort()
    // few stories put off what waits for an answer: more are told until one does
    for (let round = 0; seen.size < all.length && round < 20; round += 1) forAllScenarios(check)
    expect([...seen].sort()).toEqual(all)
  })
})
