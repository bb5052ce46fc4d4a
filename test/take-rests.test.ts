import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { takeRests } from '../src/realtime/take-rests.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('does a thing at once, and what is asked for within the rest together after it', () => {
  const done: string[] = []
  const namePlace = (place: string) => place
  const rests = takeRests<string, string>(250, namePlace, (place, given) => {
    done.push(`${place}: ${given.join()}`)
  })
  rests.ask('one', ['a'])
  rests.ask('one', ['b'])
  rests.ask('two', [])
  rests.ask('one', ['c', 'b'])
  expect(done).toEqual(['one: a', 'two: '])
  vi.advanceTimersByTime(250)
  expect(done).toEqual(['one: a', 'two: ', 'one: b,c'])
  rests.ask('one', ['d'])
  expect(done).toHaveLength(3)
  vi.advanceTimersByTime(250)
  expect(done.at(-1)).toBe('one: d')
  vi.advanceTimersByTime(250)
  rests.ask('one', ['e'])
  expect(done.at(-1)).toBe('one: e')
  rests.ask('one', ['f'])
  rests.stop()
  vi.advanceTimersByTime(1_000)
  expect(done).toHaveLength(5)
})
