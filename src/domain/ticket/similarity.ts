/** How many characters of a text count: a duplicate shows early, and a long text must not hold up a page. */
export const COMPARED_LENGTH = 1000

/** Of scripts with thousands of letters nearly every trigram is another. */
const MOST_TRIGRAMS = 300

/** The first trigrams of a text's letters and digits in any script, without case. */
export function trigrams(text: string): Set<string> {
  const plain = ` ${text
    .slice(0, COMPARED_LENGTH)
    .toLowerCase()
    .normalize('NFKD')
    .slice(0, COMPARED_LENGTH) // one character may become eighteen
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  const grams = new Set<string>()
  for (let i = 0; i + 3 <= plain.length && grams.size < MOST_TRIGRAMS; i += 1) {
    grams.add(plain.slice(i, i + 3))
  }
  return grams
}

/** Shared members over all, from 0 to 1. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  let shared = 0
  for (const member of few) if (many.has(member)) shared += 1
  const all = a.size + b.size - shared
  return all === 0 ? 0 : shared / all
}

export interface Comparable {
  title: string
  description: string
}

/** What is compared of a ticket: built once for each, because building costs more than comparing. */
export interface Fingerprint {
  title: ReadonlySet<string>
  description: ReadonlySet<string>
}

export function fingerprint({ title, description }: Comparable): Fingerprint {
  return { title: trigrams(title), description: trigrams(description) }
}

/** From 0 to 1. The title says more than the description: two thirds against one. */
export function similarity(a: Fingerprint, b: Fingerprint): number {
  const title = jaccard(a.title, b.title)
  const description = jaccard(a.description, b.description)
  return Math.round(((2 * title + description) / 3) * 100) / 100
}
