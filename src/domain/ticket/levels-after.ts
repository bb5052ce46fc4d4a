import type { KnownCalendar } from '../sla/calendar.js'
import { placeMovedLevels } from '../sla/levels.js'
import { apply } from './decider.js'
import type { NewEvent } from './events.js'
import type { TicketState } from './state.js'

/**
 * Whatever moves dates says when the levels of the escalation are due then: the calendar that their clocks count by is known
 * to the decision alone.
 */
export function sayWhenLevelsAreDue(
  before: TicketState,
  event: NewEvent,
  calendars: readonly KnownCalendar[],
): NewEvent {
  const isEscalated = before.sla.escalation !== undefined || bringsMatrix(event)
  if (!isEscalated || event.type === 'undo') return event // an undo brings all back as it was
  const levels = placeMovedLevels(before.sla, apply(before, event), calendars)
  return levels === undefined ? event : { ...event, levels }
}

function bringsMatrix(event: NewEvent): boolean {
  return 'dueDates' in event && event.dueDates?.matrix !== undefined
}
