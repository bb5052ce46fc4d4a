import { isModerator, type Person } from '../people.js'
import { type EventType, getEvent } from '../ticket/events.js'
import type { TicketState } from '../ticket/state.js'
import { readsInternals } from './chat.js'

/** Somebody who sees the ticket, and whether what happened was done by them, or concerns them by name. */
export interface HistoryReader {
  person: Person
  isConcerned: boolean
}

type Concern = NonNullable<ReturnType<typeof getEvent>['concerns']>

const READS: Record<Concern, (state: TicketState, person: Person) => boolean> = {
  request: readsInternals,
  approval: (_state, person) => isModerator(person),
}

/** Whether this one reads the reason that was given, and whom it asked. That it happened, everybody reads. */
export function mayReadTexts(
  state: TicketState,
  type: EventType,
  { person, isConcerned }: HistoryReader,
): boolean {
  const { concerns } = getEvent(type)
  return concerns === undefined || isConcerned || READS[concerns](state, person)
}
