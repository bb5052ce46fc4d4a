import { describe, expect, it } from 'vitest'
import {
  COMPARED_LENGTH,
  type Comparable,
  fingerprint,
  jaccard,
  similarity,
  trigrams,
} from '../../src/domain/ticket/similarity.js'

const score = (a: Comparable, b: Comparable) => similarity(fingerprint(a), fingerprint(b))

describe('similarity', () => {
  const printer = { title: 'Printer jams', description: 'on floor two' }
  it('is 1 for the same, 0 for nothing in common, and between for the rest', () => {
    expect(score(printer, printer)).toBe(1)
    expect(score(printer, { title: 'xyz', description: 'qqq' })).toBe(0)
    expect(jaccard(new Set(), new Set())).toBe(0)
  })
  it('weighs the title twice, and is the same from either side', () => {
    const near = { title: 'The printer jams', description: 'floor two' }
    expect(score(printer, near)).toBe(0.75)
    expect(score(near, printer)).toBe(0.75)
  })
  it('minds neither case nor punctuation', () => {
    expect(score(printer, { title: 'PRINTER, jams!', description: 'On floor: two.' })).toBe(1)
  })
  it('ends within a long description', () => {
    const long = 'abc '.repeat(COMPARED_LENGTH / 4)
    const other = { title: 'x', description: `${long}and much more that differs` }
    expect(score({ title: 'x', description: long }, other)).toBe(1)
  })
  it.each([
    ['one character that becomes eighteen', '\ufdfa'.repeat(70_000)],
    [
      'letters of thousands',
      [...Array(20_000).keys()].map((i) => String.fromCodePoint(0x4e00 + i)).join(''),
    ],
    [
      'syllables that are three letters each',
      [...Array(11_000).keys()].map((i) => String.fromCodePoint(0xac00 + i)).join(''),
    ],
    ['marks without end', `a${'\u0301'.repeat(100_000)}`],
    ['a megabyte', 'abc def '.repeat(125_000)],
  ])('looks at so much of %s, and no more', (_what, text) => {
    const grams = trigrams(text)
    expect(grams.size).toBeLessThanOrEqual(300)
    expect([...grams].join('').length).toBeLessThanOrEqual(900)
    expect(
      similarity(
        fingerprint({ title: text, description: text }),
        fingerprint({ title: text, description: text }),
      ),
    ).toBe(1)
  })
})
