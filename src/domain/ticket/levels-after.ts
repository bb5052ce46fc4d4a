import { required } from '../assert.js'
import type { KnownCalendar } from '../sla/calendar.js'
import { placeMovedLevels } from '../sla/levels.js'
import { placeMovedAnswer } from '../sla/next-response.js'
import { hasOtherWord } from '../sla/restore-clocks.js'
import type { LevelInstant } from '../sla/sla.js'
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
  if (event.type === 'undo') return sayForKeptWord(before, event, calendars)
  const isEscalated = before.sla.escalation !== undefined || bringsMatrix(event)
  if (!isEscalated) return event
  const levels = placeMovedLevels(before.sla, apply(before, event), calendars)
  return levels === undefined ? event : { ...event, levels }
}

/** An undo brings all back as it was, but for a word that was said since. */
function sayForKeptWord(
  before: TicketState,
  event: NewEvent<'undo'>,
  calendars: readonly KnownCalendar[],
): NewEvent {
  const { undo } = before
  if (undo?.kind !== 'open' || !hasOtherWord(undo.before.sla, before.sla)) return event
  const after = apply(before, event)
  const placed = placeMovedLevels(undo.before.sla, after, calendars)
  if (placed === undefined) return event
  const escalation = required(after.sla.escalation, 'escalation whose levels are placed')
  const isOfWord = ({ clock }: LevelInstant) => clock === 'next_response'
  const others = escalation.instants.filter((one) => !isOfWord(one))
  return { ...event, levels: [...others, ...placed.filter(isOfWord)] }
}

/** Whatever begins or moves the clock of the next response says when it is due, as its calendar is known to the decision alone. */
export function sayWhenAnswerIsDue(
  before: TicketState,
  event: NewEvent,
  calendars: readonly KnownCalendar[],
): NewEvent {
  const { sla } = before
  const begins = event.type === 'requester_message' || bringsWord(event)
  if (sla.word === undefined && !begins) return event
  if (event.type === 'undo' && !keepsOtherWord(before)) return event
  const nextResponse = placeMovedAnswer(sla, apply(before, event).sla, calendars)
  return nextResponse === undefined ? event : { ...event, nextResponse }
}

/** What was before has its dates already. */
function keepsOtherWord({ undo, sla }: TicketState): boolean {
  return undo?.kind === 'open' && hasOtherWord(undo.before.sla, sla)
}

function bringsWord(event: NewEvent): boolean {
  return 'dueDates' in event && event.dueDates?.waitingSince !== undefined
}

function bringsMatrix(event: NewEvent): boolean {
  return 'dueDates' in event && event.dueDates?.matrix !== undefined
}
