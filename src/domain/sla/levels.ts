import type { TicketState } from '../ticket/state.js'
import { lengthMs } from '../time.js'
import { addTo, findBusinessTime } from './business-time.js'
import type { KnownCalendar } from './calendar.js'
import { isRunning, warningAt } from './clocks.js'
import { CLOCKS, dueAt, type LevelInstant, type Sla } from './sla.js'

/** When each level is due by the dates as they are; the calendar that they count by must be known. */
export function placeLevels(
  state: TicketState,
  calendars: readonly KnownCalendar[],
): LevelInstant[] {
  const { sla } = state
  const time = findBusinessTime(calendars, sla.calendar)
  return (sla.escalation?.levels ?? []).flatMap(({ after, on, kind }, n) =>
    CLOCKS.filter((clock) => kind === undefined || kind === clock).flatMap((clock) => {
      const due = dueAt(sla, clock)
      if (due === null) return []
      const from = on === 'breach' ? due : warningAt(clock, state, due)
      if (from === null) return []
      return [{ level: n + 1, clock, at: addTo(time, from, lengthMs(after) ?? 0) }]
    }),
  )
}

/** Whether levels are to be placed anew: there is another matrix, or its clocks have other dates. */
export function areLevelsMoved(before: Sla, after: Sla): boolean {
  const { escalation } = after
  if (escalation === undefined) return false
  const isKnown = before.escalation?.levels === escalation.levels
  return !isKnown || CLOCKS.some((clock) => dueAt(before, clock) !== dueAt(after, clock))
}

/** The level that is carried out next, while its clock runs; of two at once the lower. */
export function findNextLevel(state: TicketState): LevelInstant | undefined {
  const { escalation } = state.sla
  if (escalation === undefined) return undefined
  return escalation.instants
    .filter(({ level, clock }) => !escalation.done.includes(level) && isRunning(clock, state))
    .sort((a, b) => (a.at === b.at ? a.level - b.level : a.at < b.at ? -1 : 1))[0]
}
