import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ErrandKind,
  limitFirstStarts,
  limitSignals,
  limitStarts,
  listErrands,
  mayGoOn,
  type Pace,
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
function take(pace: Pace, due: { signals: number; starts: number }, round: number) {
  const first = Math.min(limitFirstStarts(pace, round), due.starts)
  const signals = Math.min(limitSignals(pace, first), due.signals)
  const starts = first + Math.min(limitStarts(pace, first + signals), due.starts - first)
  return { first, signals, starts }
}

describe('a round of the outbox dispatcher', () => {
  const pace = fc.record({ isYielding: fc.boolean(), room: fc.integer({ min: 0, max: 8 }) })
  const due = fc.record({ signals: fc.nat(20), starts: fc.nat(20) })

  it('puts one start or signal before a command that waits, never two', () => {
    fc.assert(
      fc.property(pace, due, fc.nat(3), (given, waiting, round) => {
        const { signals, starts } = take({ ...given, isYielding: true }, waiting, round)
        expect(signals + starts).toBeLessThanOrEqual(1)
      }),
    )
  })
  it('takes no start while a signal is left but one in turn, nor more than there is room for, and never stands still', () => {
    fc.assert(
      fc.property(pace, due, fc.nat(3), (given, waiting, round) => {
        const { first, signals, starts } = take(given, waiting, round)
        expect(starts).toBeLessThanOrEqual(given.room)
        expect(first).toBeLessThanOrEqual(round % 2)
        if (starts > first) expect(signals).toBe(waiting.signals)
        const canGoOn = waiting.signals > 0 || (waiting.starts > 0 && given.room > 0)
        expect(signals + starts > 0).toBe(canGoOn)
      }),
    )
  })
  it('takes a start in one round of two, whatever waits before it', () => {
    fc.assert(
      fc.property(pace, due, fc.nat(3), (given, waiting, round) => {
        fc.pre(given.room > 0 && waiting.starts > 0)
        const both = [round, round + 1].map((one) => take(given, waiting, one).starts)
        expect(Math.max(...both)).toBeGreaterThan(0)
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
