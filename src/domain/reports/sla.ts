import { measureBetween } from '../sla/business-time.js'
import { addUpVersions, type RecordedEvent } from '../sla/proof.js'
import type { Clock } from '../sla/clock.js'
import type { Tally } from '../sla/tally.js'
import { type CountedTicket, floorToQuarter, type ReportFact, readDimensions } from './fact.js'

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
  return addUpVersions(ticket.record, ticket.calendars).flatMap(({ tally, last }) => {
    const figures = tally.startedAt === null ? undefined : countClocks(tally, last)
    if (tally.startedAt === null || figures === undefined) return []
    const dimensions = readDimensions(ticket.present, ticket.record, last.seq)
    return [{ area: 'sla', at: floorToQuarter(tally.startedAt), ...dimensions, figures }]
  })
}

/** Undefined where nothing is promised any more. */
function countClocks(tally: Tally, last: RecordedEvent): SlaFigures | undefined {
  const response = countClock(tally, 'first_response', tally.firstResponseAt)
  const isGivenUp = last.to === 'withdrawn' || last.to === 'rejected'
  const resolution = countClock(tally, 'resolution', isMet(tally, isGivenUp) ? tally.metAt : null)
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

function isMet(tally: Tally, isGivenUp: boolean): boolean {
  return tally.isMet && !isGivenUp
}

function countClock(tally: Tally, clock: Clock, metAt: string | null) {
  if (tally.due[clock] === null) return undefined
  const isBreached = tally.breaches.has(clock)
  return {
    met: metAt !== null && !isBreached ? 1 : 0,
    breached: isBreached ? 1 : 0,
    ended: metAt === null ? 0 : 1,
    seconds: metAt === null ? 0 : measureSeconds(tally, metAt),
  }
}

/** From the start of the clocks, without the time in which they stood; none of what was met before it started. */
function measureSeconds({ startedAt, pauses, time }: Tally, until: string): number {
  const since = startedAt ?? until
  if (until <= since) return 0
  const stoodMs = pauses.reduce((ms, { from, to }) => {
    const [begin, end] = [from > since ? from : since, to < until ? to : until]
    return begin < end ? ms + measureBetween(time, begin, end) : ms
  }, 0)
  return Math.floor((measureBetween(time, since, until) - stoodMs) / 1000)
}
