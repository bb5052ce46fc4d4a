import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ErrandKind,
  limitSignals,
  limitStarts,
  listErrands,
  mayGoOn,
} from '../temporal/dispatch-round.js'

const kind = fc.constantFrom<ErrandKind[]>('start', 'signal')
const run = fc.record({
  ticketId: fc.constantFrom('t1', 't2'),
  family: fc.constantFrom('ticket' as const, 'approval' as const),
})
const rows = fc
  .array(fc.record({ kind, run }), { maxLength: 12 })
  .map((all) => all.map((row, index) => ({ ...row, id: String(index) })))

/** What a round takes of so many due rows. */
function take(pace: Parameters<typeof limitSignals>[0], due: { signals: number; starts: number }) {
  const signals = Math.min(limitSignals(pace), due.signals)
  return { signals, starts: Math.min(limitStarts(pace, signals), due.starts) }
}

describe('a round of the outbox dispatcher', () => {
  const pace = fc.record({ isYielding: fc.boolean(), room: fc.integer({ min: 0, max: 8 }) })
  const due = fc.record({ signals: fc.nat(20), starts: fc.nat(20) })

  it('puts one start or signal before a command that waits, never two', () => {
    fc.assert(
      fc.property(pace, due, (given, waiting) => {
        const { signals, starts } = take({ ...given, isYielding: true }, waiting)
        expect(signals + starts).toBeLessThanOrEqual(1)
      }),
    )
  })
  it('takes no start while a signal is left, nor more than there is room for, and never stands still', () => {
    fc.assert(
      fc.property(pace, due, (given, waiting) => {
        const { signals, starts } = take(given, waiting)
        expect(starts).toBeLessThanOrEqual(given.room)
        if (starts > 0) expect(signals).toBe(waiting.signals)
        const canGoOn = waiting.signals > 0 || (waiting.starts > 0 && given.room > 0)
        expect(signals + starts > 0).toBe(canGoOn)
      }),
    )
  })
  it('does once what several rows want of one run, and a signal among them is heard', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const errands = listErrands(all)
        expect(errands.flatMap(({ ids }) => ids).sort()).toEqual(all.map(({ id }) => id).sort())
        expect(new Set(errands.map((one) => JSON.stringify(one.run))).size).toBe(errands.length)
        for (const { ids, kind, run } of errands) {
          const joined = all.filter(({ id }) => ids.includes(id))
          expect(joined.every((row) => JSON.stringify(row.run) === JSON.stringify(run))).toBe(true)
          if (joined.some((row) => row.kind === 'signal')) expect(kind).toBe('signal')
        }
      }),
    )
  })
  it('is the last for now after a start whose first task waits, or a call that failed', () => {
    expect(mayGoOn(['done', 'done'])).toBe(true)
    expect(mayGoOn(['done', 'begun'])).toBe(false)
    expect(mayGoOn(['failed'])).toBe(false)
  })
})
