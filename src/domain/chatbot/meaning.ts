import type { ArticlePassage } from './passage.js'

/** More are no embedding of any model that is known. */
const MOST_DIMENSIONS = 8_192
const BYTES = 4

/** An embedding of length one, so that the product of two is the cosine between them; undefined for what is none. */
export function readVector(given: unknown): Float32Array | undefined {
  if (!Array.isArray(given) || given.length === 0 || given.length > MOST_DIMENSIONS)
    return undefined
  if (!given.every((part) => typeof part === 'number' && Number.isFinite(part))) return undefined
  const length = Math.hypot(...given)
  return length === 0 ? undefined : Float32Array.from(given, (part: number) => part / length)
}

/** As it is kept: four bytes a number, the lowest first, whatever the machine. */
export function packVector(vector: Float32Array): Uint8Array {
  const bytes = new Uint8Array(vector.length * BYTES)
  const view = new DataView(bytes.buffer)
  vector.forEach((part, n) => {
    view.setFloat32(n * BYTES, part, true)
  })
  return bytes
}

export function unpackVector(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: bytes.byteLength / BYTES }, (_, n) =>
    view.getFloat32(n * BYTES, true),
  )
}

/** On which side of zero each number lies: where two differ in few of these, the vectors are near each other. */
export function spellSigns(vector: Float32Array): string {
  return Array.from(vector, (part) => (part > 0 ? '1' : '0')).join('')
}

/** The cosine between two of length one; nothing in common where they are of different models. */
export function measureLikeness(one: Float32Array, other: Float32Array): number {
  if (one.length !== other.length) return 0
  return one.reduce((sum, part, n) => sum + part * Number(other[n]), 0)
}

/** What is less like the question is not about it, and so is what is much less like it than the best. */
const LEAST_LIKENESS = 0.3
const LEAST_OF_BEST = 0.8

export interface Alike {
  id: string
  likeness: number
}

/** The few that are most like a question. */
export function chooseAlike(
  question: Float32Array,
  candidates: readonly { id: string; vector: Float32Array }[],
  most: number,
): Alike[] {
  const alike = candidates
    .map(({ id, vector }) => ({ id, likeness: measureLikeness(question, vector) }))
    .toSorted((one, other) => other.likeness - one.likeness || (one.id < other.id ? -1 : 1))
  const least = Math.max(LEAST_LIKENESS, ...alike.map(({ likeness }) => likeness * LEAST_OF_BEST))
  return alike.filter(({ likeness }) => likeness >= least).slice(0, most)
}

/**
 * What was found by words, and what by meaning, each article once. Likeness has no scale in common with a search's scores: what is
 * wholly alike counts as much as the best that was found by words, and an article that was found by both as much as both.
 */
export function joinByMeaning(
  byWords: readonly ArticlePassage[],
  byMeaning: readonly (Omit<ArticlePassage, 'score'> & { likeness: number })[],
): ArticlePassage[] {
  const unit = Math.max(1, ...byWords.map(({ score }) => score))
  const alike = new Map(byMeaning.map(({ id, likeness }) => [id, likeness * unit]))
  const both = byWords.map((article) => ({
    ...article,
    score: article.score + (alike.get(article.id) ?? 0),
  }))
  const others = byMeaning.filter(({ id }) => !byWords.some((article) => article.id === id))
  return [
    ...both,
    ...others.map(({ likeness, ...article }) => ({ ...article, score: likeness * unit })),
  ]
}
