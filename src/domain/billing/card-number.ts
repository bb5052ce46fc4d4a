const UUID = /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi
/** As somebody writes numbers: in groups, with spaces, hyphens, dots or the like between. */
const GROUPED = /\d+(?:[\p{Zs}\p{Pd}._]{1,3}\d+)*/gu
const GROUP = /\d+/g
/** Groups of any length are one number between such alone: addresses of computers have dots. */
const PLAIN = /^\d+(?:[ -]\d+)*$/
/** Digits as wide as the letters of East Asian scripts. */
const WIDE = /[\uff10-\uff19]/g
const WIDE_OFFSET = 0xfee0
const [SHORTEST, LONGEST] = [13, 19]

/** Whether a text has what looks like the number of a payment card: as many digits, the last of which checks the others. */
export function hasCardNumber(text: string): boolean {
  return findCardNumbers(text).length > 0
}

interface Place {
  from: number
  to: number
}

/** Where they stand in a text, also between other digits, such as those of the day on which the card expires. */
function findCardNumbers(text: string): Place[] {
  const words = text
    .replaceAll(UUID, (id) => ':'.repeat(id.length))
    .replace(WIDE, (digit) => String.fromCharCode(digit.charCodeAt(0) - WIDE_OFFSET))
  return [...words.matchAll(GROUPED)].flatMap(({ 0: digits, index }) => {
    if (PLAIN.test(digits) && isCardNumber(digits.replaceAll(/[ -]/g, '')))
      return [{ from: index, to: index + digits.length }]
    const groups = [...digits.matchAll(GROUP)].map((group) => {
      const from = index + group.index
      return { from, to: from + group[0].length }
    })
    return findAmong(groups, words)
  })
}

function findAmong(groups: readonly Place[], words: string): Place[] {
  let end = 0
  return groups.flatMap((first, n) => {
    const { from } = first
    const isFirst = from >= end && first.to - from >= SMALLEST_GROUP
    const to = isFirst ? findEnd(groups, n, words) : undefined
    if (to === undefined) return []
    end = to
    return [{ from, to }]
  })
}

/** As cards have their numbers on them: four, four, four and four, or four, six and five; the last may be any. */
const [SMALLEST_GROUP, LARGEST_GROUP] = [4, 6]
const MOST_GROUPS = 5

/** Where the longest number ends that begins with the n-th of the groups; undefined where none does. */
function findEnd(groups: readonly Place[], n: number, words: string): number | undefined {
  let digits = ''
  let end: number | undefined
  for (const { from, to } of groups.slice(n, n + MOST_GROUPS)) {
    const group = words.slice(from, to)
    digits += group
    if (isCardNumber(digits)) end = to
    const isInside = group.length >= SMALLEST_GROUP && group.length <= LARGEST_GROUP
    if (!isInside) break
  }
  return end
}

function isCardNumber(digits: string): boolean {
  return digits.length >= SHORTEST && digits.length <= LONGEST && isChecked(digits)
}

/** Luhn: every second digit from the right counts twice, its own two digits added up. */
function isChecked(digits: string): boolean {
  let total = 0
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place])
    const counted = place % 2 === 0 ? digit : digit * 2
    total += counted > 9 ? counted - 9 : counted
  }
  return total % 10 === 0
}

/** The same of whatever a request holds, its names as well. */
export function holdsCardNumber(value: unknown): boolean {
  if (typeof value === 'string') return hasCardNumber(value)
  if (typeof value === 'number') return hasCardNumber(String(value))
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, held]) => hasCardNumber(name) || holdsCardNumber(held))
}

const REMOVED = '[card number removed]'

/** A text that came in where nobody can be told to leave them out, without them. */
export function maskCardNumbers(text: string): string {
  let at = 0
  const before = findCardNumbers(text).map(({ from, to }) => {
    const part = text.slice(at, from)
    at = to
    return part
  })
  return [...before, text.slice(at)].join(REMOVED)
}
