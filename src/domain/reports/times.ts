import { addUpVersions, listStanding, type RecordedEvent } from '../sla/proof.js'
import type { Tally } from '../sla/tally.js'
import type { Status } from '../ticket/status.js'
import { findBucket } from './buckets.js'
import { type CountedTicket, floorToQuarter, type ReportFact, traceDimensions } from './fact.js'
import { findEnd, measureSeconds } from './time-taken.js'

export const TIMES_FIGURES = [
  'responses',
  'responseSeconds',
  'resolutions',
  'resolutionSeconds',
] as const
export type TimesFigures = Partial<Record<(typeof TIMES_FIGURES)[number], number>>
export const TIMES_BUCKETS = ['responseBuckets', 'resolutionBuckets'] as const

/** Time before a life has somebody to work on it is no working time. */
const WORKED_ON: readonly Status[] = ['assigned', 'in_progress', 'reopened']

/**
 * How long each life of a ticket took to its first response and its end, where work on it began: where its clocks have
 * started, and, where nothing was promised, with its first assignment.
 */
export function listTimesFacts(ticket: CountedTicket): ReportFact<TimesFigures>[] {
  if (ticket.isDeleted) return []
  const begins = findBegins(ticket.record)
  const dimensionsAt = traceDimensions(ticket.present, ticket.record)
  return addUpVersions(ticket.record, ticket.calendars).flatMap(({ tally, last }) => {
    const since = tally.startedAt ?? begins.get(last.version)
    if (since === undefined) return []
    const taken = measure(tally, since, findEnd(tally, last))
    if (taken === undefined) return []
    return [{ area: 'times', at: floorToQuarter(since), ...dimensionsAt(last.seq), ...taken }]
  })
}

/** By version. */
function findBegins(record: readonly RecordedEvent[]): Map<number, string> {
  const begins = new Map<number, string>()
  for (const { version, to, event } of listStanding(record)) {
    if (WORKED_ON.includes(to) && !begins.has(version)) begins.set(version, event.at)
  }
  return begins
}

/** Undefined where nothing has come to anything yet. */
function measure(tally: Tally, since: string, metAt: string | null) {
  const { firstResponseAt } = tally
  if (firstResponseAt === null && metAt === null) return undefined
  const figures: TimesFigures = {}
  const buckets: Record<string, string> = {}
  if (firstResponseAt !== null) {
    figures.responses = 1
    figures.responseSeconds = measureSeconds(tally, since, firstResponseAt)
    buckets.responseBuckets = findBucket(figures.responseSeconds)
  }
  if (metAt !== null) {
    figures.resolutions = 1
    figures.resolutionSeconds = measureSeconds(tally, since, metAt)
    buckets.resolutionBuckets = findBucket(figures.resolutionSeconds)
  }
  return { figures, buckets }
}
