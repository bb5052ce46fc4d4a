import { refuseScim } from './refusals.js'

const LONGEST_TEXT = 2_000
const MOST_TOKENS = 300
const DEEPEST = 16

/** A text in quotes, a bracket, or a word. */
const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*")|([()[\]])|([^\s()[\]"]+))/suy

/** The words of a filter, one after the other. */
export interface Tokens {
  peek(): string | undefined
  next(): string | undefined
  /** Takes that bracket, if it comes next. */
  take(bracket: '(' | ')' | '[' | ']'): boolean
  /** Takes that word, if it comes next, in capitals or not. */
  takeWord(word: string): boolean
  /** A value of JSON that is no list and no object. Throws `invalidFilter`. */
  nextValue(): string | number | boolean | null
  /** Within one more pair of brackets. */
  deeper<T>(parse: () => T): T
}

/** Throws `invalidFilter` for what is too long, or is no filter by its first look. */
export function createTokens(text: string): Tokens {
  const all = split(text)
  let at = 0
  let depth = 0
  const take = (matches: (token: string) => boolean): boolean => {
    const token = all[at]
    if (token === undefined || !matches(token)) return false
    at += 1
    return true
  }
  return {
    peek: () => all[at],
    next: () => all[at++],
    take: (bracket) => take((token) => token === bracket),
    takeWord: (word) => take((token) => token.toLowerCase() === word),
    nextValue: () => readValue(all[at++]),
    deeper: (parse) => {
      depth += 1
      if (depth > DEEPEST) refuseScim('invalidFilter', 'The filter is nested too deeply.')
      const parsed = parse()
      depth -= 1
      return parsed
    },
  }
}

function split(text: string): string[] {
  if (text.length > LONGEST_TEXT) refuseScim('invalidFilter', 'The filter is too long.')
  const trimmed = text.trim()
  const all: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < trimmed.length) {
    const token = TOKEN.exec(trimmed)?.[0]
    if (token === undefined) return refuseScim('invalidFilter', 'A text has no closing quote.')
    all.push(token.trim())
    if (all.length > MOST_TOKENS) refuseScim('invalidFilter', 'The filter has too many parts.')
  }
  return all
}

function readValue(token: string | undefined): string | number | boolean | null {
  try {
    const value: unknown = JSON.parse(token ?? '')
    if (value === null || typeof value !== 'object') return value as ReturnType<typeof readValue> // of JSON nothing else is left
  } catch {
    // said below, as for every other word
  }
  return refuseScim('invalidFilter', `${token ?? 'The end'} is no value: put texts in quotes.`)
}
