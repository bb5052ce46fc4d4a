const DURATION =
  /^P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
const LONGEST_MONTH_MS = 31 * DAY_MS
/** A century, whichever way it is put: in months of 31 days it is two years longer. */
const LONGEST_MS = 1200 * LONGEST_MONTH_MS

/** Months differ in length: how long they are follows from where they begin. */
interface Duration {
  months: number
  ms: number
}

function parse(iso: string): Duration | undefined {
  const match = DURATION.exec(iso)
  if (match === null) return undefined
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => (part === undefined ? 0 : Number(part)))
  return {
    months: years * 12 + months,
    ms: (weeks * 7 + days) * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS,
  }
}

/** True for an ISO 8601 duration of at least a second and at most a century. */
export function isDuration(iso: string): boolean {
  const { months, ms } = parse(iso) ?? { months: 0, ms: 0 }
  const mostMs = months * LONGEST_MONTH_MS + ms
  return mostMs >= SECOND_MS && mostMs <= LONGEST_MS
}

/** How long it is, whenever it begins; undefined for what has months or years, or is no duration. */
export function lengthMs(iso: string): number | undefined {
  const { months, ms } = parse(iso) ?? { months: 1, ms: 0 }
  return months === 0 ? ms : undefined
}

const UNITS = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const

/** `P1DT12H` is a day and twelve hours; what is no duration has no parts. */
export function listDurationParts(iso: string): { unit: (typeof UNITS)[number]; n: number }[] {
  const parts = DURATION.exec(iso)?.slice(1) ?? []
  return UNITS.flatMap((unit, place) => {
    const part = parts[place]
    return part === undefined ? [] : [{ unit, n: Number(part) }]
  })
}

const FIRST_MS = Date.parse('0001-01-01')
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z')

/** In the years that have four digits: what lies outside of them would not sort as text, and be no instant to PostgreSQL. */
export function toInstant(ms: number): string {
  return new Date(Math.min(Math.max(ms, FIRST_MS), LAST_MS)).toISOString()
}

/** The instant `duration` after `at`; a duration that is none counts as zero, as it was refused when saved. */
export function after(at: string, duration: string): string {
  const { months, ms } = parse(duration) ?? { months: 0, ms: 0 }
  return toInstant(addMonths(Date.parse(at), months) + ms)
}

/** The instant `duration` before `at`, likewise. */
export function before(at: string, duration: string): string {
  const { months, ms } = parse(duration) ?? { months: 0, ms: 0 }
  return toInstant(addMonths(Date.parse(at), -months) - ms)
}

/** A day that the month has not becomes its last. */
function addMonths(at: number, months: number): number {
  if (months === 0) return at
  const from = new Date(at)
  const moved = new Date(at)
  moved.setUTCDate(1)
  moved.setUTCMonth(from.getUTCMonth() + months)
  const lastDay = new Date(
    Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0),
  ).getUTCDate()
  moved.setUTCDate(Math.min(from.getUTCDate(), lastDay))
  return moved.getTime()
}

/** The first of the instants `start` plus once, twice … `duration` that lies after `now`. */
export function nextRepeat(start: string, duration: string, now: string): string {
  const { months, ms } = parse(duration) ?? { months: 0, ms: 0 }
  const [from, until] = [Date.parse(start), Date.parse(now)]
  const everyMs = months === 0 ? Math.max(ms, SECOND_MS) : ms
  const nth = (n: number) => addMonths(from, n * months) + n * everyMs
  // at their longest so many have passed: months that are shorter add a few
  const longestMs = months * LONGEST_MONTH_MS + everyMs
  let n = Math.max(0, Math.floor((until - from) / longestMs)) + 1
  while (nth(n) <= until) n += 1
  return new Date(nth(n)).toISOString()
}
