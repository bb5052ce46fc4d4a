/** What is compared of a ticket: words that are longer than two letters, in any script. */
export function trigramsOf(text: string): Set<string> {
  const plain = ` ${text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  const grams = new Set<string>()
  for (let i = 0; i + 3 <= plain.length; i += 1) grams.add(plain.slice(i, i + 3))
  return grams
}

/** Shared trigrams over all, from 0 to 1. */
export function likeness(a: Set<string>, b: Set<string>): number {
  let shared = 0
  for (const gram of a) if (b.has(gram)) shared += 1
  const all = a.size + b.size - shared
  return all === 0 ? 0 : shared / all
}

export interface Comparable {
  title: string
  description: string
}

/** The title says more than the description: two thirds against one. */
export function similarity(a: Comparable, b: Comparable): number {
  const title = likeness(trigramsOf(a.title), trigramsOf(b.title))
  const description = likeness(trigramsOf(a.description), trigramsOf(b.description))
  return Math.round(((2 * title + description) / 3) * 100) / 100
}
