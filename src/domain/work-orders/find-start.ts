import type { BusinessTime } from '../sla/business-time.js'
import {
  listMissingSkills,
  MISFITS,
  type Misfit,
  type Requirements,
  type Span,
  servesArea,
  type Technician,
} from './fit.js'

/** What a technician has in their calendar. */
export interface Booking extends Span {
  /** Live jobs hold the time; ended ones only count for their day. */
  isLive: boolean
}

export interface Availability {
  asked: Requirements
  durationMs: number
  technician: Technician
  time: BusinessTime
  /** All that touches the window or its days, the earliest first. */
  booked: readonly Booking[]
  /** The day of an instant where they work, like `2026-11-22`. */
  dayAt(ms: number): string
}

export interface Candidate {
  /** The earliest instant at which they could begin; null when they can't. */
  at: string | null
  why: Misfit[]
}

/** How many times in their calendar are looked at: more than anybody has in a window. */
const MOST_TRIES = 500

/** When somebody could come first, or all that stands in the way. */
export function findStart(given: Availability): Candidate {
  const { asked, technician, durationMs } = given
  const why = new Set<Misfit>()
  if (!servesArea(technician, asked.area)) why.add('outside_area')
  const found = findFreeTime(given, why)
  // what proves a skill may expire: who could not do it by then can do it no later
  const until = new Date((found ?? Date.parse(asked.window.from)) + durationMs).toISOString()
  if (listMissingSkills(asked.skills, technician, until).length > 0) why.add('not_qualified')
  const isFit = !why.has('not_qualified') && !why.has('outside_area')
  if (found !== undefined && isFit) return { at: new Date(found).toISOString(), why: [] }
  return { at: null, why: MISFITS.filter((misfit) => why.has(misfit)) }
}

/** The first free time that is long enough; what was in the way of others is noted in `why` when there is none. */
function findFreeTime(given: Availability, why: Set<Misfit>): number | undefined {
  const { asked, durationMs } = given
  const lastMs = Date.parse(asked.window.to) - durationMs
  let fromMs = Date.parse(asked.window.from)
  const met = new Set<Misfit>()
  const findObstacle = lookForObstacles(given)
  for (let tries = 0; tries < MOST_TRIES && fromMs <= lastMs; tries += 1) {
    const obstacle = findObstacle(fromMs)
    if (obstacle === undefined) return fromMs
    met.add(obstacle.misfit)
    fromMs = obstacle.untilMs
  }
  for (const misfit of met.size === 0 ? (['outside_window'] as const) : met) why.add(misfit)
  return undefined
}

interface Obstacle {
  misfit: Misfit
  /** Before this it is in the way. */
  untilMs: number
}

/** What is in the way of a beginning. What is booked is read once, and not for each: days of calendars are slow to tell. */
function lookForObstacles({ technician, time, booked, dayAt, durationMs }: Availability) {
  const { maxJobsPerDay } = technician
  const jobs = new Map<string, number>()
  for (const { from } of maxJobsPerDay === null ? [] : booked) {
    const day = dayAt(Date.parse(from))
    jobs.set(day, (jobs.get(day) ?? 0) + 1)
  }
  const live = booked
    .filter(({ isLive }) => isLive)
    .map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }))
  return (fromMs: number): Obstacle | undefined => {
    const toMs = fromMs + durationMs
    if (time.measure(fromMs, toMs) < durationMs) {
      return { misfit: 'outside_hours', untilMs: findOpening(time, fromMs, toMs) }
    }
    const other = live.find(({ from, to }) => from < toMs && to > fromMs)
    if (other !== undefined) return { misfit: 'calendar_conflict', untilMs: other.to }
    if (maxJobsPerDay === null) return undefined
    if ((jobs.get(dayAt(fromMs)) ?? 0) < maxJobsPerDay) return undefined
    return { misfit: 'too_many_jobs', untilMs: findNextDay(dayAt, fromMs) }
  }
}

const QUARTER_MS = 900_000
/** No day has more, whatever is done to its clocks. */
const MOST_QUARTERS = 28 * 4

/** Where the next day begins: at a quarter of an hour, everywhere. */
function findNextDay(dayAt: Availability['dayAt'], fromMs: number): number {
  const quarter = fromMs - (fromMs % QUARTER_MS)
  const day = dayAt(fromMs)
  let [same, other] = [0, MOST_QUARTERS]
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2)
    if (dayAt(quarter + middle * QUARTER_MS) === day) same = middle
    else other = middle
  }
  return quarter + other * QUARTER_MS
}

/** Where what is open begins that comes after the first gap between two instants. */
function findOpening(time: BusinessTime, fromMs: number, toMs: number): number {
  let openMs = 0
  let brokenMs = toMs - fromMs
  while (brokenMs - openMs > 1) {
    const middle = Math.floor((openMs + brokenMs) / 2)
    if (time.measure(fromMs, fromMs + middle) === middle) openMs = middle
    else brokenMs = middle
  }
  return time.add(fromMs, openMs + 1) - 1
}
