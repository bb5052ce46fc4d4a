import { describe, expect, it } from 'vitest'
import { simulate } from '../../../scripts/simulation/simulate.js'

const SEEDS = 5_000
const STEPS = 50

describe('the command path under crashes, duplicates, losses and late answers', () => {
  it(`keeps every promise in ${SEEDS} stories of ${STEPS} steps`, () => {
    for (let seed = 0; seed < SEEDS; seed += 1) simulate(seed, STEPS) // throws the story that breaks one
  })

  it('tells the same story of the same seed, and prints it when a promise is broken', () => {
    const tell = () => simulate(4, STEPS, 'ids without the repeat')
    expect(tell).toThrow(/^seed 4: two firings share the id .*\n(.*\n)*it is 2026/)
    const stories = [tell, tell].map((again) => {
      try {
        return again()
      } catch (error) {
        return String(error)
      }
    })
    expect(stories[0]).toBe(stories[1])
  })
})
