import { describe, expect, it } from 'vitest'
import { simulate } from '../../../scripts/simulation/simulate.js'

const SEEDS = 5_000
const STEPS = 50
/** A test each: its limit is for its own stories, and others of this process are heard in between. */
const SEEDS_OF_A_TEST = 500
const BEGINNINGS = Array.from({ length: SEEDS / SEEDS_OF_A_TEST }, (_, n) => n * SEEDS_OF_A_TEST)

describe('the command path under crashes, duplicates, losses and late answers', () => {
  it.each(BEGINNINGS)(`keeps every promise in ${SEEDS_OF_A_TEST} stories from %i`, (from) => {
    // throws the story that breaks one
    for (let seed = from; seed < from + SEEDS_OF_A_TEST; seed += 1) simulate(seed, STEPS)
  })

  it('tells the same story of the same seed, and prints it when a promise is broken', () => {
    const tell = () => simulate(8, STEPS, 'ids without the repeat')
    expect(tell).toThrow(/^seed 8: two firings share the id .*\n(.*\n)*it is 2026/)
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
