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

/** Buckets, the lowest first, each followed by how many values lie in it. */
type BucketCounts = readonly number[]

/**
 * Those buckets that have values: of a list of buckets in any order, each followed by how often it counts if
 * that is not once, without those of another. Most items of a report have few of the thousand, and are one list that is in order.
 */
export function countBuckets(listed: string, taken = ''): BucketCounts {
  const counts = readCounts(listed)
  if (taken === '' && isInOrder(counts)) return counts
  const takenCounts = readCounts(taken)
  addTo(SUMS, counts, 1)
  addTo(SUMS, takenCounts, -1)
  const listedBuckets = [...counts, ...takenCounts].filter((_, i) => i % 2 === 0)
  const isFew = listedBuckets.length < 200
  return takeSums(isFew ? listedBuckets.sort((one, other) => one - other) : ALL)
}

const ALL = Array.from({ length: LAST + 1 }, (_, bucket) => bucket)

/** Between two lists all are zero: a thousand made anew for each item would cost more than the rest of a report. */
const SUMS = new Float64Array(LAST + 1)

/** Of buckets in order, a repeated one once; all are zero after it. */
function takeSums(buckets: readonly number[]): number[] {
  const left: number[] = []
  for (const bucket of buckets) {
    const count = Number(SUMS[bucket])
    if (count > 0) left.push(bucket, count)
    SUMS[bucket] = 0
  }
  return left
}

/** As they are listed. */
function readCounts(listed: string): number[] {
  const counts: number[] = []
  for (let i = 0; i < listed.length; ) {
    const bucket = readLetter(listed, i) * BASE + readLetter(listed, i + 1)
    let times = 0
    for (i += 2; listed.charCodeAt(i) < UPPER; i += 1) {
      times = times * 10 + listed.charCodeAt(i) - ZERO
    }
    counts.push(bucket, times === 0 ? 1 : times)
  }
  return counts
}

function isInOrder(counts: BucketCounts): boolean {
  for (let i = 2; i < counts.length; i += 2) {
    if (Number(counts[i]) <= Number(counts[i - 2])) return false
  }
  return true
}

function addTo(sums: Float64Array, counts: BucketCounts, by: 1 | -1): void {
  for (let i = 0; i < counts.length; i += 2) {
    const bucket = Number(counts[i])
    sums[bucket] = Number(sums[bucket]) + by * Number(counts[i + 1])
  }
}

function readLetter(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < LOWER ? code - UPPER : code - LOWER + 26
}

/** The seconds that a share of all values is not above: the middle of their bucket; null of none. */
export function findPercentile(counts: BucketCounts, share: number): number | null {
  let all = 0
  for (let i = 1; i < counts.length; i += 2) all += Number(counts[i])
  let left = Math.max(1, Math.ceil(all * share))
  for (let i = 0; i < counts.length; i += 2) {
    left -= Number(counts[i + 1])
    if (left <= 0) return tellSeconds(Number(counts[i]))
  }
  return null
}

function tellSeconds(bucket: number): number {
  return bucket === 0 ? 0 : Math.round(Math.exp((bucket - 0.5) * GROWTH))
}
