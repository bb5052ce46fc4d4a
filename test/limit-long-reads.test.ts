import { describe, expect, it } from 'vitest'
import { limitLongReads } from '../src/read/limit-long-reads.js'

/** Searches that last until they are told to end, and who of them runs. */
function createSearches() {
  const running: string[] = []
  const ends: (() => void)[] = []
  const settled: Promise<unknown>[] = []
  const search = (organizationId: string, personId: string) => {
    const work = () => {
      running.push(`${organizationId}/${personId}`)
      return new Promise<void>((resolve) => ends.push(resolve))
    }
    const result = limitLongReads({ organizationId, personId }, work)
    settled.push(result.catch(() => undefined))
    return result
  }
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  const finish = async () => {
    while (ends.length > 0) {
      for (const end of ends.splice(0)) end()
      await turn()
    }
    await Promise.all(settled)
  }
  return { search, running, turn, finish }
}

it('one person keeps nobody from searching, and an organization no other one', async () => {
  const { search, running, turn, finish } = createSearches()
  const greedy = Array.from({ length: 30 }, () => search('one', 'a').then(() => 'found', String))
  search('one', 'b')
  search('one', 'c')
  search('two', 'a')
  search('three', 'a')
  await turn()
  expect(running).toEqual(['one/a', 'one/b', 'two/a', 'three/a'])
  await finish()
  const outcomes = await Promise.all(greedy)
  expect(outcomes.filter((outcome) => outcome === 'found')).toHaveLength(9)
  expect(running.filter((who) => who === 'one/c')).toHaveLength(1)
})

it('whoever has waited for their search may search again', async () => {
  const { search, running, turn, finish } = createSearches()
  for (let i = 0; i < 3; i += 1) {
    search('one', 'a')
    await turn()
    await finish()
  }
  expect(running).toHaveLength(3)
})

describe('searches of all organizations', () => {
  let others = 0
  const searchElsewhere = <T>(search: () => Promise<T>) => {
    others += 1
    return limitLongReads({ organizationId: `other ${others}`, personId: 'a' }, search)
  }
  it('run four at a time; sixty-four wait, and the next is refused', async () => {
    const { search, running, turn, finish } = createSearches()
    for (let i = 0; i < 68; i += 1) search(`each ${i}`, 'a')
    const refused = { refusal: { code: 'unavailable' } }
    await expect(searchElsewhere(() => Promise.resolve())).rejects.toMatchObject(refused)
    await turn()
    expect(running).toHaveLength(4)
    await finish()
    expect(running).toHaveLength(68)
  })
  it('that fail make room for the next', async () => {
    const failing = () => Promise.reject(new Error('no'))
    for (let i = 0; i < 80; i += 1) await expect(searchElsewhere(failing)).rejects.toThrow('no')
    expect(await searchElsewhere(() => Promise.resolve('yes'))).toBe('yes')
  })
})
