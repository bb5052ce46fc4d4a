import type { OffsetChange } from '../../domain/sla/calendar.js'
import { DAY_MS } from '../../domain/time.js'

/** Nowhere do clocks go forth and back again within it. */
const STRIDE_MS = 7 * DAY_MS
const SECOND_MS = 1000

/** When the clocks of a zone change, and by what they are ahead of UTC from then on: the first is what holds at the beginning. */
export function readOffsets(
  timezone: string,
  fromMs: number,
  untilMs: number,
): [OffsetChange, ...OffsetChange[]] {
  const readOffset = createOffsetReader(timezone)
  let offsetMs = readOffset(fromMs)
  const changes: [OffsetChange, ...OffsetChange[]] = [{ fromMs, offsetMs }]
  for (let ms = fromMs; ms < untilMs; ms += STRIDE_MS) {
    const isBefore = (one: number) => readOffset(one) === offsetMs
    if (isBefore(ms + STRIDE_MS)) continue
    const changedMs = findChange(ms, ms + STRIDE_MS, isBefore)
    offsetMs = readOffset(changedMs)
    changes.push({ fromMs: changedMs, offsetMs })
  }
  return changes
}

/** The second at which it is so no more; it is so at `lowMs`, and not at `highMs`. */
function findChange(lowMs: number, highMs: number, isBefore: (ms: number) => boolean): number {
  let [low, high] = [lowMs / SECOND_MS, highMs / SECOND_MS]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isBefore(middle * SECOND_MS)) low = middle
    else high = middle
  }
  return high * SECOND_MS
}

function createOffsetReader(timezone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    timeZoneName: 'longOffset',
  })
  return (ms) => {
    const parts = format.formatToParts(ms)
    return parseOffset(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '')
  }
}

/** Like `GMT`, `GMT+05:45` or `GMT-00:44:30`. */
function parseOffset(name: string): number {
  const [, sign, hours = 0, minutes = 0, seconds = 0] =
    /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name) ?? []
  const length = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
  return (sign === '-' ? -length : length) * SECOND_MS
}
