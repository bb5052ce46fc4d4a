import { before } from '../../time.js'
import type { Group, Period, Span } from '../pictures/periods.js'

/** What a saved report is asked for: a span that stays, or one that goes back from each of its runs. */
export interface SavedParameters {
  from?: string | undefined
  to?: string | undefined
  /** An ISO 8601 duration. */
  last?: string | undefined
  by: Period
  groupBy?: Group | undefined
  timezone: string
}

/** As much as a report has where nobody says how much. */
const LAST = 'P30D'

/** The span of a run at an instant. */
export function chooseSpan(
  { from, to, last = LAST, by, timezone }: Omit<SavedParameters, 'groupBy'>,
  at: string,
): Span {
  const end = to ?? at
  return { from: from ?? before(end, last), to: end, by, timezone }
}
