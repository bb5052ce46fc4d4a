import { describe, expect, it } from 'vitest'
import { Simulation } from '../simulation/simulate.js'
import type { Fault } from '../simulation/store.js'

const SEEDS = 5_000
const STEPS = 50

function firstBroken(seeds: number, fault?: Fault): string | undefined {
  for (let seed = 0; seed < seeds; seed += 1) {
    try {
      new Simulation(seed, fault).run(STEPS)
    } catch (error) {
      return `seed ${seed}: ${error instanceof Error ? error.message : String(error)}`
    }
  }
  return undefined
}

describe('the command road under crashes, duplicates, losses and late refusals', () => {
  it(`keeps every invariant over ${SEEDS} seeds of ${STEPS} steps`, () => {
    expect(firstBroken(SEEDS)).toBeUndefined()
  })

  it.each<Fault>([
    'no inbox check',
    'no seq check',
    'refusal over outcome',
    'evolve before commit',
    'no catch-up after a crash',
    'validator ignores seen',
    'facts not judged again',
    'half a family',
  ])('turns red with the fault planted: %s', (fault) => {
    expect(firstBroken(SEEDS, fault)).toBeDefined()
  })
})
