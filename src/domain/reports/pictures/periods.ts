export type Period = 'day' | 'week' | 'month'

export type Group = 'department' | 'category' | 'agent' | 'priority' | 'channel'

export interface Span {
  from: string
  to: string
  by: Period
  timezone: string
}

/** A chart has no more places: what is more can't be told from its neighbours. */
const MOST_PERIODS = 130

const DAY_MS = 86_400_000
const LONGEST_MONTH_MS = 31 * DAY_MS
const LENGTH_MS: Record<Period, number> = {
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30.4 * DAY_MS,
}
const PERIODS: readonly Period[] = ['day', 'week', 'month']
/** East of Greenwich the last instants there are lie in a year of five digits, which is no date to anybody. */
const LAST_DAY = '9999-12-31'

/** The period asked for, or the next longer one by which the span has few enough of them to be drawn. */
export function choosePeriod(span: Omit<Span, 'timezone'>): Period {
  const longer = PERIODS.slice(PERIODS.indexOf(span.by))
  return longer.find((period) => hasRoom(span, period)) ?? 'month'
}

/** Tells the day, by the calendar of the zone, in which an instant lies: `2030-03-04`. */
export function createDayFinder(timezone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', timeZone: timezone },
  })
  const known = new Map<string, string>() // the same few periods again and again
  return (at) => {
    const before = known.get(at)
    if (before !== undefined) return before
    const parts = format.formatToParts(new Date(at)).map(({ type, value }) => [type, value])
    const { year, month, day: n } = Object.fromEntries(parts)
    const given = `${String(year).padStart(4, '0')}-${month}-${n}`
    const day = given.length > LAST_DAY.length ? LAST_DAY : given
    known.set(at, day)
    return day
  }
}

/** A span of which even the months are too many is drawn as far as there is something in it, or as the end of that. */
export function shortenSpan(span: Span, items: readonly { from: string }[]): Span {
  const [first, last] = [items.at(0), items.at(-1)]
  if (first === undefined || last === undefined || hasRoom(span, span.by)) return span
  const to = new Date(Date.parse(last.from) + LONGEST_MONTH_MS).toISOString()
  const from = new Date(Date.parse(last.from) - (MOST_PERIODS - 2) * LENGTH_MS.month).toISOString()
  return {
    ...span,
    from: [span.from, first.from, from].reduce((a, b) => (a > b ? a : b)),
    to: to < span.to ? to : span.to,
  }
}

function hasRoom({ from, to }: Pick<Span, 'from' | 'to'>, by: Period): boolean {
  return (Date.parse(to) - Date.parse(from)) / LENGTH_MS[by] < MOST_PERIODS
}

/** The first days of the periods that the span has a part of; of more than can be drawn the last. */
export function listPeriods({ from, to, by, timezone }: Span): string[] {
  const last = new Date(Date.parse(to) - 1).toISOString()
  const findDay = createDayFinder(timezone)
  const first = findFirstDay(findDay(from), by)
  const days: string[] = []
  let day = findFirstDay(findDay(last), by)
  while (day >= first && days.length < MOST_PERIODS) {
    days.unshift(day)
    day = findFirstDay(shiftDay(day, -1), by)
  }
  return days
}

/** Of the period in which a day lies. */
function findFirstDay(day: string, by: Period): string {
  if (by === 'day') return day
  if (by === 'month') return `${day.slice(0, 7)}-01`
  const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return shiftDay(day, -sinceMonday)
}

function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}
