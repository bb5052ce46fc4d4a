import { describe, expect, it } from 'vitest'
import {
  COMPARED_LENGTH,
  type Comparable,
  fingerprint,
  jaccard,
  similarity,
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
})
