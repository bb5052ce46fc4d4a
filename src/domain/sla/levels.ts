import type { TicketState } from '../ticket/state.js'
import { findBusinessTime } from './business-time.js'
import type { KnownCalendar } from './calendar.js'
import { CLOCKS } from './clock.js'
import { isRunning, warningAt } from './clocks.js'
import type { LevelTiming } from './escalation.js'
import { findDue } from './policies.js'
import { dueAt, type LevelInstant, type Sla } from './sla.js'

/**
 * When each level is due, where there is another matrix, or its clocks have other dates; undefined where they stay. The
 * calendar that they count by must be known.
 */
export function placeMovedLevels(
  before: Sla,
  after: TicketState,
  calendars: readonly KnownCalendar[],
): LevelInstant[] | undefined {
  const { sla } = after
  const { escalation } = sla
  if (escalation === undefined) return undefined
  const isKnown = before.escalation?.levels === escalation.levels
  const isMoved = !isKnown || CLOCKS.some((clock) => dueAt(before, clock) !== dueAt(sla, clock))
  return isMoved ? placeLevels(after, escalation.levels, calendars) : undefined
}

function placeLevels(
  state: TicketState,
  levels: readonly LevelTiming[],
  calendars: readonly KnownCalendar[],
): LevelInstant[] {
  const { sla } = state
  const time = findBusinessTime(calendars, sla.calendar)
  return levels.flatMap(({ after, on, kind }, n) =>
    CLOCKS.filter((clock) => kind === undefined || kind === clock).flatMap((clock) => {
      const due = dueAt(sla, clock)
      if (due === null) return []
      const from = on === 'breach' ? due : warningAt(clock, state, due)
      if (from === null) return []
      return [{ level: n + 1, clock, at: findDue(after, { from, time }) }]
    }),
  )
}

/** The level that is carried out next, while its clock runs; of two at once the lower. */
export function findNextLevel(state: TicketState): LevelInstant | undefined {
  const { escalation } = state.sla
  if (escalation === undefined) return undefined
  return escalation.instants
    .filter(({ level, clock }) => !escalation.done.includes(level) && isRunning(clock, state))
    .sort((a, b) => (a.at === b.at ? a.level - b.level : a.at < b.at ? -1 : 1))[0]
}
