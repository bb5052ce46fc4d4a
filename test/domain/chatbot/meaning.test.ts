import { describe, expect, it } from 'vitest'
import {
  chooseAlike,
  joinByMeaning,
  measureLikeness,
  packVector,
  readVector,
  spellSigns,
  unpackVector,
} from '../../../src/domain/chatbot/meaning.js'
import type { ArticlePassage } from '../../../src/domain/chatbot/passage.js'
import { reserveEmbedding, settleTokens } from '../../../src/domain/chatbot/tokens.js'

const vector = (...parts: number[]) => readVector(parts) ?? new Float32Array()

describe('an embedding', () => {
  it('has the length one, is kept in four bytes a number, and comes back as it was', () => {
    const given = vector(3, -4, 0)
    expect([...given]).toEqual([Math.fround(0.6), Math.fround(-0.8), 0])
    expect([...unpackVector(packVector(given))]).toEqual([...given])
    expect(spellSigns(given)).toBe('100')
  })
  it.each([['x'], [[]], [[0, 0]], [[1, Number.NaN]], [['1']], [Array(8_193).fill(1)]])(
    'is not %j',
    (given) => {
      expect(readVector(given)).toBeUndefined()
    },
  )
  it('is like another as the angle between them is small, and like none of another model', () => {
    expect(measureLikeness(vector(1, 0), vector(1, 0))).toBeCloseTo(1)
    expect(measureLikeness(vector(1, 0), vector(0, 1))).toBeCloseTo(0)
    expect(measureLikeness(vector(1, 0), vector(1, 0, 0))).toBe(0)
  })
})

describe('what is like a question', () => {
  it('is the best few, and nothing that is much less so', () => {
    const candidates = [
      { id: 'b', vector: vector(1, 0.1) },
      { id: 'a', vector: vector(1, 0.1) },
      { id: 'c', vector: vector(1, 0.1) },
      { id: 'near', vector: vector(1, 0.5) },
      { id: 'far', vector: vector(0.4, 1) },
      { id: 'other', vector: vector(-1, 0) },
    ]
    const ids = (most: number) => chooseAlike(vector(1, 0), candidates, most).map(({ id }) => id)
    expect(ids(9)).toEqual(['a', 'b', 'c', 'near'])
    expect(ids(1)).toEqual(['a'])
    expect(chooseAlike(vector(1, 0), candidates.slice(4), 9)).toMatchObject([{ id: 'far' }])
    expect(chooseAlike(vector(1, 0), [], 9)).toEqual([])
  })
  it('stands among what was found by words, each once, what was found by both before the rest', () => {
    const article = (id: string) =>
      ({ kind: 'article', id, title: id, text: '', reach: 0 }) as const
    const byWords: ArticlePassage[] = [
      { ...article('words'), score: 4 },
      { ...article('both'), score: 2 },
    ]
    const byMeaning = [
      { ...article('both'), likeness: 0.9 },
      { ...article('meaning'), likeness: 0.5 },
    ]
    const scores = (found: ArticlePassage[]) => found.map(({ id, score }) => [id, score])
    expect(scores(joinByMeaning(byWords, byMeaning))).toEqual([
      ['words', 4],
      ['both', 2 + 0.9 * 4],
      ['meaning', 2],
    ])
    expect(scores(joinByMeaning([], byMeaning.slice(1)))).toEqual([['meaning', 0.5]])
  })
})

it('an embedding costs what its endpoint says, within what can be', () => {
  const reserved = reserveEmbedding('x'.repeat(80))
  const settle = (usage: number | undefined) => settleTokens(reserved, { kind: 'embedded', usage })
  expect([reserved, settle(10)]).toEqual([40, 10])
  expect([undefined, 161, 0].map(settle)).toEqual([40, 40, 5])
  expect(() => settleTokens(reserved, { kind: 'other' } as never)).toThrow('unexpected value')
})
