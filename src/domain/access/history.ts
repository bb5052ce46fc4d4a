import { assertNever } from '../assert.js'
import { isModerator, type Person } from '../people.js'
import { type EventType, getEvent } from '../ticket/events.js'
import type { TicketState } from '../ticket/state.js'
import { readsInternals } from './chat.js'

/** Somebody who sees the ticket, and whether what happened was done by them, or concerns them by name. */
export interface HistoryReader {
  person: Person
  isConcerned: boolean
}

/** Whether this one reads the reason that was given, and whom it asked. That it happened, everybody reads. */
export function mayReadTexts(
  state: TicketState,
  type: EventType,
  { person, isConcerned }: HistoryReader,
): boolean {
  const { concerns } = getEvent(type)
  switch (concerns) {
    case undefined:
      return true
    case 'request':
      return isConcerned || readsInternals(state, person)
    case 'approval':
      return isConcerned || isModerator(person)
    default:
      return assertNever(concerns)
  }
}
