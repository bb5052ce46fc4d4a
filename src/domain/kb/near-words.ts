const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789']
/** Of shorter ones nearly every word is a slip of another. */
const SHORTEST = 4
const LONGEST = 24
/** From here on two slips are taken for the same word. */
const LONG = 7

export function mayBeMistyped(word: string): boolean {
  return word.length >= SHORTEST && word.length <= LONGEST && !/^\d+$/.test(word)
}

/** All that is one slip away: a letter too few, too many, wrong, or two of them turned round. */
export function listSlips(word: string): string[] {
  const slips = new Set<string>()
  for (let at = 0; at <= word.length; at += 1) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    if (after !== '') slips.add(before + after.slice(1))
    if (after.length > 1) slips.add(before + after[1] + after[0] + after.slice(2))
    for (const letter of LETTERS) {
      slips.add(before + letter + after)
      if (after !== '') slips.add(before + letter + after.slice(1))
    }
  }
  slips.delete(word)
  return [...slips]
}

/** How many slips lie between two words, as far as they may be the same; undefined where they may not. */
export function countSlips(typed: string, word: string): number | undefined {
  const most = typed.length >= LONG ? 2 : 1
  if (Math.abs(typed.length - word.length) > most) return undefined
  const slips = measureDistance(typed, word)
  return slips <= most ? slips : undefined
}

/** Damerau's distance, where no letter is turned twice. */
function measureDistance(one: string, other: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, n) => n)
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1]
      const steps = [at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (isSame ? 0 : 1)]
      const isTurned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      if (isTurned) steps.push(at(beforeLast, j - 2) + 1)
      row.push(Math.min(...steps))
    }
    beforeLast = last
    last = row
  }
  return at(last, other.length)
}

/** A place that there is: neither row is shorter than where it is read. */
const at = (row: readonly number[], place: number): number => Number(row[place])
