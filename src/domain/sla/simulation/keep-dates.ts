import type { DatingContext } from '../../ticket/commands/lib/assignment.js'
import { addTo, findBusinessTime, measureBetween } from '../business-time.js'
import { startOfWork } from '../clocks.js'
import type { DueDates } from '../policies.js'
import type { Found } from './under.js'

/** The dates that another policy has given, as long as they were, from a start that pauses have made another one. */
export function keepDates(
  dates: DueDates,
  { was, would }: Found,
  { at, facts }: DatingContext,
): DueDates {
  const time = findBusinessTime(facts.calendars, dates.calendar)
  const from = startOfWork(was, at, time)
  const to = startOfWork(would, at, time)
  if (from === to) return dates
  const move = (due: string | null) =>
    due === null ? null : addTo(time, to, measureBetween(time, from, due))
  const { firstResponseDueAt, resolutionDueAt, isDueDateNamed } = dates
  return {
    ...dates,
    firstResponseDueAt: move(firstResponseDueAt),
    resolutionDueAt: isDueDateNamed === true ? resolutionDueAt : move(resolutionDueAt),
  }
}

/** The same where a date that a person named before stays, too. */
export function keepUnnamed(dates: DueDates, found: Found, context: DatingContext): DueDates {
  const { isDueDateNamed, resolutionDueAt } = found.would.sla
  const kept = keepDates(dates, found, context)
  return isDueDateNamed ? { ...kept, resolutionDueAt } : kept
}
