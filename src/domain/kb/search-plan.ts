import { countSlips, mayBeMistyped } from './near-words.js'
import { foldWord, joinNeighbours, placeWords, splitWords } from './words.js'

/** A word that somebody has typed. */
export interface TypedWord {
  /** As it was typed, in small letters. */
  word: string
  /** Without accents, as the vocabulary has words. */
  folded: string
  /** The last one may not be whole yet, and a long one has longer forms. */
  isBegun: boolean
}

/** A stem that a typed word may mean, and how surely. */
export interface Term {
  /** Which word. */
  n: number
  lexeme: string
  factor: number
  /** What it is written like, where it was typed otherwise. */
  meant?: string
}

/** What the vocabulary knows of a typed word. */
export interface KnownWord {
  n: number
  /** `whole`: the word and those beside it, written as one. */
  how: 'same' | 'whole' | 'begun' | 'alike'
  word: string
  lexeme: string
}

const MOST_WORDS = 12
const SHORTEST_BEGINNING = 3
/** From here on a word is the beginning of few others but its own forms, which no stem may unite: forgot, forgotten. */
const LONG_BEGINNING = 6
const MOST_BEGUN = 8
/** Of a word that others follow: each costs a look at all that have it. */
const MOST_FORMS = 2
const MOST_ALIKE = 6
/** Whoever writes them side by side means them together. */
const FACTOR_WHOLE = 1.5
const FACTOR_BEGUN = 0.7
const FACTOR_ALIKE = 0.6

/** The words of a search, each once; the last one is begun unless something follows it. */
export function readTyped(query: string, most = MOST_WORDS): TypedWord[] {
  const words = splitWords(query)
  const isOpen = /[\p{L}\p{N}\p{M}]$/u.test(query)
  const typed = words.map((word, n) => ({
    word,
    folded: foldWord(word),
    isBegun:
      word.length >= LONG_BEGINNING ||
      (isOpen && n === words.length - 1 && word.length >= SHORTEST_BEGINNING),
  }))
  return typed
    .filter(({ folded }, n) => typed.findLastIndex((other) => other.folded === folded) === n)
    .slice(0, most)
}

/** What the search may have written with gaps: each as one word, for each typed word in it. */
export function listWholes(query: string, typed: readonly TypedWord[]) {
  const words = splitWords(query).slice(0, MOST_WORDS)
  return joinNeighbours(words).flatMap(({ whole, of }) =>
    typed.flatMap(({ word }, n) => (of.includes(word) ? [{ n, whole }] : [])),
  )
}

/** Without those that say nothing, unless there is no other. */
export function dropIdle(typed: readonly TypedWord[], idle: ReadonlySet<string>): TypedWord[] {
  const saying = typed.filter(({ word }) => !idle.has(word))
  return saying.length === 0 ? [...typed] : saying
}

/** Which words are not in the vocabulary, and may be there written otherwise. */
export function listMistyped(
  typed: readonly TypedWord[],
  known: readonly KnownWord[],
): { n: number; folded: string }[] {
  return typed.flatMap(({ folded }, n) =>
    mayBeMistyped(folded) && !known.some((one) => one.n === n) ? [{ n, folded }] : [],
  )
}

/** The stems to look for: the word itself, what it may be the beginning of, or else what it may be a slip of. */
export function planTerms(typed: readonly TypedWord[], known: readonly KnownWord[]): Term[] {
  return typed.flatMap(({ folded }, n) => {
    const mine = known.filter((one) => one.n === n)
    const same = mine.filter(({ how }) => how === 'same')
    const whole = mine.filter(({ how }) => how === 'whole')
    const begun = mine
      .filter(({ how }) => how === 'begun')
      .sort((one, other) => one.word.length - other.word.length)
      .slice(0, n === typed.length - 1 ? MOST_BEGUN : MOST_FORMS)
    const terms = [
      ...whole.map(({ lexeme }) => ({ n, lexeme, factor: FACTOR_WHOLE })),
      ...same.map(({ lexeme }) => ({ n, lexeme, factor: 1 })),
      ...begun.map(({ lexeme }) => ({ n, lexeme, factor: FACTOR_BEGUN })),
    ]
    return keepBest(terms.length > 0 ? terms : listMeant(n, folded, mine))
  })
}

function listMeant(n: number, folded: string, mine: readonly KnownWord[]): Term[] {
  return mine
    .flatMap(({ word, lexeme }) => {
      const slips = countSlips(folded, word)
      if (slips === undefined) return []
      const sameBeginning = word[0] === folded[0] ? 1 : 0.8
      return [{ n, lexeme, factor: (FACTOR_ALIKE * sameBeginning) / slips, meant: word }]
    })
    .sort((one, other) => other.factor - one.factor)
    .slice(0, MOST_ALIKE)
}

/** As if what was probably meant had been typed: what a slip is surest of counts in full. */
export function trustSlips(terms: readonly Term[]): Term[] {
  return terms.map((term) => {
    if (term.meant === undefined) return term
    const surest = Math.max(...terms.filter(({ n }) => n === term.n).map(({ factor }) => factor))
    return { ...term, factor: term.factor / surest }
  })
}

/** Each stem once, with its surest. */
function keepBest(terms: readonly Term[]): Term[] {
  const best = new Map<string, Term>()
  for (const term of terms) {
    const other = best.get(term.lexeme)
    if (other === undefined || other.factor < term.factor) best.set(term.lexeme, term)
  }
  return [...best.values()]
}

/**
 * The search as it was probably meant: of each word that is nowhere the surest of those that were found (`found` has how
 * often by stem). Undefined where nothing was written otherwise.
 */
export function sayMeant(
  query: string,
  typed: readonly TypedWord[],
  terms: readonly Term[],
  found: Readonly<Record<string, number>>,
): string | undefined {
  const often = ({ lexeme }: Term) => found[lexeme] ?? 0
  const meant = new Map<string, string>()
  typed.forEach(({ word }, n) => {
    const [best] = terms
      .filter((term) => term.n === n && term.meant !== undefined && often(term) > 0)
      .sort((one, other) => other.factor - one.factor || often(other) - often(one))
    if (best?.meant !== undefined) meant.set(word, best.meant)
  })
  if (meant.size === 0) return undefined
  let said = ''
  let at = 0
  for (const { word, at: begin, length } of placeWords(query)) {
    said += query.slice(at, begin) + (meant.get(word) ?? query.slice(begin, begin + length))
    at = begin + length
  }
  return `${said}${query.slice(at)}`.trim()
}
