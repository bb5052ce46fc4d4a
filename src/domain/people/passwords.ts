import { type Refusal, refusal } from '../errors.js'
import { COMMON_WORDS } from './common-words.js'

export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 128

/** Rows of keys and letters as fingers and memory run along them, either way. */
const ROWS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'a1b2c3d4e5f6g7h8i9',
  '1a2b3c4d5e6f7g8h9i',
  'a1s2d3f4g5h6j7k8l9',
  '1a2s3d4f5g6h7j8k9l',
  'z1x2c3v4b5n6m7',
  '1qa2ws3ed4rf5tg6yh7uj8ik9ol0p',
  'qazxswedcvfrtgbnhyujm',
  'zaqwsxcderfvbgtyhnmju',
  'qawsedrftgyhujikolp',
  'qwaszxerdfcvtyghbnuijkm',
  '12qw34er56ty78ui90op',
  '01020304050607080910',
].flatMap((row) => [row, [...row].reverse().join('')])
const SHORT_RUNS = new Set(['abc', 'qwe', 'asd', 'zxc', 'qaz', 'wsx', 'edc', 'ewq', 'dsa', 'cxz'])
const SHORTEST_RUN = 4

/** How the letters of a word are made to look like something else. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
}
const SHORTEST_WORD = 3
const LONGEST_WORD = 20
const LONGEST_UNIT = 6
const MOST_OTHER_LETTERS = 2

/** Why it is no good as a password; undefined when it is. `own` is what everybody knows of its owner. */
export function refusePassword(
  password: string,
  own: readonly string[],
  member = 'password',
): Refusal | undefined {
  const { length } = [...password]
  const fault = findFault(password, length, own)
  if (fault === undefined) return undefined
  return refusal('validation_failed', `The password ${fault}.`, { [member]: [fault] })
}

function findFault(password: string, length: number, own: readonly string[]): string | undefined {
  if (length < SHORTEST_PASSWORD) return `needs ${SHORTEST_PASSWORD} characters or more`
  if (length > LONGEST_PASSWORD) return `must be at most ${LONGEST_PASSWORD} characters`
  return isGuessable(password, own) ? 'is among the first that are guessed' : undefined
}

/**
 * Whether it is a part that is repeated, or one common word with nothing of its own around it: digits, signs, rows of keys
 * and a letter or two are what everybody adds.
 */
function isGuessable(password: string, own: readonly string[]): boolean {
  const small = password.toLowerCase()
  const unit = /^(.+?)\1+$/su.exec(small)?.[1]
  if (unit !== undefined && unit.length <= LONGEST_UNIT) return true
  const plain = [...small].map((character) => LOOK_ALIKES[character] ?? character).join('')
  const ownWords = own.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
  const known = new Set(ownWords.filter((word) => word.length >= SHORTEST_WORD))
  return [small, plain].some((text) => isCommon(text, known))
}

function isCommon(text: string, own: ReadonlySet<string>): boolean {
  const words = new Set<string>()
  let others = 0
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at)
    const word = findWord(rest, own)
    const run = countRun(rest)
    if (word !== undefined && word.length >= run) {
      if (COMMON_WORDS.has(word)) words.add(word)
      at += word.length
    } else if (run > 0) at += run
    else {
      if (/^\p{L}/u.test(rest)) others += 1
      at += 1
    }
  }
  return words.size <= 1 && others <= MOST_OTHER_LETTERS
}

/** The longest word at its beginning. */
function findWord(rest: string, own: ReadonlySet<string>): string | undefined {
  for (let length = Math.min(rest.length, LONGEST_WORD); length >= SHORTEST_WORD; length -= 1) {
    const word = rest.slice(0, length)
    if (COMMON_WORDS.has(word) || own.has(word)) return word
  }
  return undefined
}

/** How many of its first characters are a run along a row, or the same again and again. */
function countRun(rest: string): number {
  const same = /^(.)\1{2,}/su.exec(rest)?.[0].length ?? 0
  const length = ROWS.reduce((longest, row) => Math.max(longest, countShared(rest, row)), 0)
  const run = length >= SHORTEST_RUN ? length : SHORT_RUNS.has(rest.slice(0, 3)) ? 3 : 0
  return Math.max(same, run)
}

function countShared(rest: string, row: string): number {
  const start = row.indexOf(rest.slice(0, 1))
  let length = 0
  while (start >= 0 && length < rest.length && rest[length] === row[start + length]) length += 1
  return length
}
