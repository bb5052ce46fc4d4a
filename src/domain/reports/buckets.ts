/** Each ends 2 % above where it begins: a percentile is told within that, however many values there are. */
const GROWTH = Math.log(1.02)
/** As many as two letters tell apart: the last begins at nineteen years. */
const LAST = 1023
const BASE = 32
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef'
const [UPPER, LOWER, ZERO] = [65, 97, 48]

/** The bucket of so many seconds, as two letters. */
export function findBucket(seconds: number): string {
  const bucket = seconds < 1 ? 0 : Math.min(1 + Math.floor(Math.log(seconds) / GROWTH), LAST)
  return `${LETTERS.charAt(Math.floor(bucket / BASE))}${LETTERS.charAt(bucket % BASE)}`
}

/** A bucket, and how many values lie in it. */
export type BucketCount = readonly [bucket: number, count: number]

/**
 * Those buckets that have values, the lowest first: of a list of buckets in any order, each followed by how often it counts if
 * that is not once, without those of another. Most items of a report have few of the thousand.
 */
export function countBuckets(listed: string, taken = ''): BucketCount[] {
  const counts = new Map<number, number>()
  addTo(counts, listed, 1)
  addTo(counts, taken, -1)
  return [...counts].filter(([, count]) => count > 0).sort(([one], [other]) => one - other)
}

function addTo(counts: Map<number, number>, listed: string, by: 1 | -1): void {
  for (let i = 0; i < listed.length; ) {
    const bucket = readLetter(listed, i) * BASE + readLetter(listed, i + 1)
    let times = 0
    for (i += 2; listed.charCodeAt(i) < UPPER; i += 1) {
      times = times * 10 + listed.charCodeAt(i) - ZERO
    }
    counts.set(bucket, (counts.get(bucket) ?? 0) + by * (times === 0 ? 1 : times))
  }
}

function readLetter(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < LOWER ? code - UPPER : code - LOWER + 26
}

/** The seconds that a share of all values is not above: the middle of their bucket; null of none. */
export function findPercentile(counts: readonly BucketCount[], share: number): number | null {
  const all = counts.reduce((sum, [, count]) => sum + count, 0)
  const wanted = Math.max(1, Math.ceil(all * share))
  let sum = 0
  const found = counts.find(([, count]) => {
    sum += count
    return sum >= wanted
  })
  if (found === undefined) return null
  const [bucket] = found
  return bucket === 0 ? 0 : Math.round(Math.exp((bucket - 0.5) * GROWTH))
}
