/** A word in a text, as people look for it, and where it stands. */
export interface PlacedWord {
  word: string
  at: number
  length: number
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
/** Longer ones nobody types; they are keys and the like, found by their beginning. */
const LONGEST = 40

/** The words of a text in its order: small letters, in one form of Unicode. */
export function placeWords(text: string): PlacedWord[] {
  return [...text.matchAll(WORD)].map(({ 0: found, index }) => ({
    word: found.slice(0, LONGEST).normalize('NFC').toLowerCase(),
    at: index,
    length: found.length,
  }))
}

export function splitWords(text: string): string[] {
  return placeWords(text).map(({ word }) => word)
}

/** From the beginning of a word alone: a key of thousands of letters is walked once, and not again from each of them. */
const WRITTEN_TOGETHER = /(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)+/gu

/** What is joined by hyphens, as one word: others write it so, or with gaps. */
export function joinCompounds(text: string): string[] {
  return [...text.matchAll(WRITTEN_TOGETHER)].flatMap(([found]) =>
    splitWords(found.replaceAll('-', '')),
  )
}

const MOST_JOINED = 3

/** Each two and three words that follow one another, written as one, without accents, and which they are. */
export function joinNeighbours(words: readonly string[]): { whole: string; of: string[] }[] {
  return words.flatMap((_, at) =>
    [2, MOST_JOINED].flatMap((count) => {
      const of = words.slice(at, at + count)
      return of.length < count ? [] : [{ whole: foldWord(of.join('')), of }]
    }),
  )
}

const MARKS = /\p{M}/gu

/** Without accents: whoever types on another keyboard means the same. */
export function foldWord(word: string): string {
  return word.normalize('NFD').replace(MARKS, '').replaceAll('ß', 'ss')
}

/** Dictionaries of PostgreSQL by language; words of any other are looked for as they are. */
const DICTIONARIES: Readonly<Record<string, string>> = {
  en: 'english_stem',
  de: 'german_stem',
  fr: 'french_stem',
  es: 'spanish_stem',
  it: 'italian_stem',
  nl: 'dutch_stem',
  pt: 'portuguese_stem',
}

export function chooseDictionary(language: string): string {
  return DICTIONARIES[language.replace(/-.*/, '')] ?? 'simple'
}

/** Of a search nobody has said in which language it is; what says nothing in these is passed over. */
export const USUAL_DICTIONARIES = ['english_stem', 'german_stem'] as const

/** All whose stems a search may mean: the usual ones first. */
export const ALL_DICTIONARIES: readonly string[] = [...Object.values(DICTIONARIES), 'simple']
