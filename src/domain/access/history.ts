import type { Person } from '../people.js'
import { type EventType, getEvent } from '../ticket/events.js'
import type { TicketState } from '../ticket/state.js'
import { type Asking, mayReadApproval } from './approvals.js'
import { readsInternals } from './chat.js'

/** Somebody who sees the ticket, and whether what happened was done by them, or was asked by them. */
export interface HistoryReader {
  person: Person
  isConcerned: boolean
  /** Of the approval that it is about; null where it is about none. */
  asking: Asking | null
}

type Concern = NonNullable<ReturnType<typeof getEvent>['concerns']>

const READS: Record<Concern, (state: TicketState, reader: HistoryReader) => boolean> = {
  request: (state, { person }) => readsInternals(state, person),
  approval: (_state, { person, asking }) => asking !== null && mayReadApproval(person, asking),
}

/** Whether this one reads the reason that was given, and whom it asked. That it happened, everybody reads. */
export function mayReadTexts(state: TicketState, type: EventType, reader: HistoryReader): boolean {
  const { concerns } = getEvent(type)
  return concerns === undefined || reader.isConcerned || READS[concerns](state, reader)
}
