import { expect, it } from 'vitest'
import { createSharedLooks } from '../src/http/shared-looks.js'

it('many that wait for one thing look once, and what it took is one asker’s', async () => {
  let looks = 0
  const look = async () => {
    looks += 1
    return looks
  }
  const lookAgain = createSharedLooks<number>(5)
  const seen = await Promise.all(Array.from({ length: 100 }, () => lookAgain('key', look)))
  expect(looks).toBe(1)
  expect(seen.filter(({ isOwn }) => isOwn)).toHaveLength(1)
  expect(await lookAgain('key', look)).toEqual({ result: 2, isOwn: true })
  await Promise.all([lookAgain('key', look), lookAgain('other', look)])
  expect(looks).toBe(4)
})

it('a look that fails fails for all, and leaves nothing behind', async () => {
  const lookAgain = createSharedLooks<number>(1)
  const fail = () => Promise.reject(new Error('away'))
  const both = await Promise.allSettled([lookAgain('key', fail), lookAgain('key', fail)])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect((await lookAgain('key', async () => 1)).result).toBe(1)
})
