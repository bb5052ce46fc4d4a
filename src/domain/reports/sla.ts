import type { Clock } from '../sla/clock.js'
import { addUpVersions, type RecordedEvent } from '../sla/proof.js'
import type { Tally } from '../sla/tally.js'
import { type CountedTicket, floorToQuarter, type ReportFact, traceDimensions } from './fact.js'
import { findEnd, measureSeconds } from './time-taken.js'

/** Of lives of tickets to which something was promised. Seconds are of business time, of those that came to it, late ones too. */
export type SlaFigures = Record<(typeof SLA_FIGURES)[number], number>
export const SLA_FIGURES = [
  'tickets',
  'responsesMet',
  'responsesBreached',
  'responses',
  'responseSeconds',
  'resolutionsMet',
  'resolutionsBreached',
  'resolutions',
  'resolutionSeconds',
] as const

/**
 * Each life of a ticket counts once, where its clocks have started, and each clock of it once: breached if it ever was,
 * otherwise met when it is.
 */
export function listSlaFacts(ticket: CountedTicket): ReportFact<SlaFigures>[] {
  if (ticket.isDeleted) return []
  const dimensionsAt = traceDimensions(ticket.present, ticket.record)
  return addUpVersions(ticket.record, ticket.calendars).flatMap(({ tally, last }) => {
    if (tally.startedAt === null) return []
    const figures = countClocks(tally, tally.startedAt, last)
    if (figures === undefined) return []
    const at = floorToQuarter(tally.startedAt)
    return [{ area: 'sla', at, ...dimensionsAt(last.seq), figures }]
  })
}

/** Undefined where nothing is promised any more. */
function countClocks(tally: Tally, startedAt: string, last: RecordedEvent): SlaFigures | undefined {
  const { firstResponseAt: answeredAt } = tally
  const response = countClock(tally, 'first_response', { startedAt, metAt: answeredAt })
  const metAt = findEnd(tally, last)
  const resolution = countClock(tally, 'resolution', { startedAt, metAt })
  if (response === undefined && resolution === undefined) return undefined
  return {
    tickets: 1,
    responsesMet: response?.met ?? 0,
    responsesBreached: response?.breached ?? 0,
    responses: response?.ended ?? 0,
    responseSeconds: response?.seconds ?? 0,
    resolutionsMet: resolution?.met ?? 0,
    resolutionsBreached: resolution?.breached ?? 0,
    resolutions: resolution?.ended ?? 0,
    resolutionSeconds: resolution?.seconds ?? 0,
  }
}

interface Run {
  startedAt: string
  /** Null of what was not met. */
  metAt: string | null
}

function countClock(tally: Tally, clock: Clock, { startedAt, metAt }: Run) {
  if (tally.due[clock] === null) return undefined
  const isBreached = tally.breaches.has(clock)
  return {
    met: metAt !== null && !isBreached ? 1 : 0,
    breached: isBreached ? 1 : 0,
    ended: metAt === null ? 0 : 1,
    seconds: metAt === null ? 0 : measureSeconds(tally, startedAt, metAt),
  }
}
