import { required } from '../assert.js'
import { DAYS } from '../schedule.js'
import { DAY_MS } from '../time.js'
import type { WeekHours } from './calendar.js'

const WEEK_MS = 7 * DAY_MS
const MINUTE_MS = 60_000
/** 1970-01-05, by the clock of any place. */
const FIRST_MONDAY_MS = 4 * DAY_MS

interface OpenSpan {
  fromMs: number
  toMs: number
  /** What was open in the week before it. */
  beforeMs: number
}

/** What is open by the clock of a place, in any week without a holiday. Instants are of that clock, as if it were UTC's. */
export interface BusinessWeek {
  /** What was open between the first Monday and an instant; negative before. */
  count(localMs: number): number
  /** The first instant at which so much was open. */
  reach(countedMs: number): number
}

export function layOutWeek(hours: WeekHours): BusinessWeek {
  const spans = listSpans(hours)
  const last = required(spans.at(-1), 'hour that is open')
  const totalMs = last.beforeMs + last.toMs - last.fromMs
  return {
    count: (localMs) => {
      const weeks = Math.floor((localMs - FIRST_MONDAY_MS) / WEEK_MS)
      const withinMs = localMs - FIRST_MONDAY_MS - weeks * WEEK_MS
      return weeks * totalMs + countWithin(spans, withinMs)
    },
    reach: (countedMs) => {
      const weeks = Math.ceil(countedMs / totalMs) - 1 // what is used up at a week's last end is due there
      const leftMs = countedMs - weeks * totalMs
      const span = required(
        spans.findLast(({ beforeMs }) => beforeMs < leftMs),
        'span',
      )
      return FIRST_MONDAY_MS + weeks * WEEK_MS + span.fromMs + leftMs - span.beforeMs
    },
  }
}

function listSpans(hours: WeekHours): OpenSpan[] {
  const spans = DAYS.flatMap((day, n) =>
    (hours[day] ?? []).map(([from, to]) => ({
      fromMs: n * DAY_MS + readTime(from),
      toMs: n * DAY_MS + readTime(to),
    })),
  ).sort((a, b) => a.fromMs - b.fromMs)
  let beforeMs = 0
  return spans.map(({ fromMs, toMs }) => {
    const span = { fromMs, toMs, beforeMs }
    beforeMs += toMs - fromMs
    return span
  })
}

/** Like `08:30`. */
function readTime(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE_MS
}

function countWithin(spans: readonly OpenSpan[], withinMs: number): number {
  const span = spans.findLast(({ fromMs }) => fromMs < withinMs)
  return span === undefined ? 0 : span.beforeMs + Math.min(withinMs, span.toMs) - span.fromMs
}
