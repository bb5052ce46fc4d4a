import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createRecency } from '../temporal/recency.js'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('many are many in their time, and not one now and then for ever', () => {
  const firings = createRecency({ forMs: 5_000, many: 10 })
  for (let n = 0; n < 40; n += 1) {
    firings.note()
    vi.advanceTimersByTime(4_000)
    expect(firings.areMany()).toBe(false)
  }
  for (let n = 0; n < 10; n += 1) firings.note()
  expect(firings.areMany()).toBe(true)
  vi.advanceTimersByTime(4_999)
  expect(firings.areMany()).toBe(true)
  vi.advanceTimersByTime(1)
  expect(firings.areMany()).toBe(false)
})

it('one is enough where one is many', () => {
  const commits = createRecency({ forMs: 50, many: 1 })
  expect(commits.areMany()).toBe(false)
  commits.note()
  expect(commits.areMany()).toBe(true)
})
