import type { ChangedFields } from '../ticket/outcome/changed-fields.js'
import type { Moment } from './match-conditions.js'
import { rewindMembers } from './rewind.js'
import {
  countHours,
  readTicketFields,
  type TicketContent,
  type TicketMembers,
} from './ticket-fields.js'

/** An event of a ticket, and what it has changed; null of the first, before which nothing was. */
export interface PastEvent {
  seq: number
  at: string
  internal: boolean
  fields: ChangedFields | null
}

/** A ticket as it is, and the events that have brought it there, the latest first. */
export interface Past<E extends PastEvent = PastEvent> {
  members: TicketMembers
  content: TicketContent
  events: readonly E[]
}

/** What is said of a ticket has no place among its events: it stands behind those that were before it. */
export function findPlace({ events }: Past, at: string): number {
  return events.find((event) => event.at <= at)?.seq ?? 0
}

/** The ticket as an event of that `seq` has left it, and as it has found it. What no event names is as it is now. */
export function readMoment(past: Past, { seq, at }: { seq: number; at: string }): Moment {
  const later = past.events.filter((event) => event.seq > seq)
  const own = past.events.find((event) => event.seq === seq && event.at === at)
  const members = rewindMembers(past.members, listFields(later))
  const updated = past.events.find((event) => event.seq <= seq && !event.internal)
  const hours = countHours(updated?.at ?? at, at)
  const read = (which: TicketMembers) => readTicketFields(which, past.content, hours)
  const now = read(members)
  if (own === undefined) return { now, before: now }
  const { fields } = own
  return { now, before: fields === null ? null : read(rewindMembers(members, [fields])) }
}

function listFields(events: readonly PastEvent[]): ChangedFields[] {
  return events.map(({ fields }) => fields ?? {})
}
