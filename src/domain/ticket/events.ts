import type { Clock } from '../sla/clock.js'
import type { ResumedDates } from '../sla/clocks.js'
import type { AnswerDates, LevelInstant } from '../sla/sla.js'
import type { EventDefinition } from './commands/command.js'
import { COMMANDS, type CommandEvents, commandRule, isCommandName } from './commands/index.js'
import { draftSaved } from './drafts/saved.js'
import { firstResponse } from './internal-events/first-response.js'
import { flagAttachments } from './internal-events/flag-attachments.js'
import { nextResponse } from './internal-events/next-response.js'
import { rate } from './internal-events/rate.js'
import { requesterMessage } from './internal-events/requester-message.js'
import type { Notification } from './outcome/notifications.js'
import { subTicketCreated } from './sub-tickets/created.js'
import type { TextName } from './texts.js'

/** Events that no command of their own brings about. */
const OTHER_EVENTS = {
  save_draft: draftSaved,
  create_sub_ticket: subTicketCreated,
  first_response: firstResponse,
  next_response: nextResponse,
  requester_message: requesterMessage,
  flag_attachments: flagAttachments,
  rate,
  rate_low: rate,
}

type OtherEvents = {
  [T in keyof typeof OTHER_EVENTS]: (typeof OTHER_EVENTS)[T] extends EventDefinition<infer E>
    ? E
    : never
}

export type EventMembers = CommandEvents & OtherEvents
export type EventType = keyof EventMembers

/**
 * What happened to a ticket, named like the command that caused it: history is read in those words.
 * It carries all that evolving needs, deadlines as absolute instants, and whom it notifies.
 */
export type TicketEvent<T extends EventType = EventType> = {
  [K in T]: EventMembers[K] & Happened<K> & { notifications: Notification[] }
}[T]

interface Happened<K extends EventType> {
  type: K
  at: string
  /** The seq of the event that can be undone and that it follows from, and is part of. */
  causedBy?: number
  /** The texts that came with it and that the ticket shows from then on. */
  texts?: TextName[]
  /** Whether it is a word of staff to the requester, where that does not follow from its kind. */
  isResponse?: boolean
  /** Where it ends a pause of clocks that count by a calendar: the dates after it. */
  resumed?: ResumedDates
  /** Where another word of the requester is to be answered, or by another instant. */
  nextResponse?: AnswerDates
  /** Where it gives levels of an escalation other instants: all of them. */
  levels?: LevelInstant[]
  /** Clocks that it stops behind their date, of which nobody had said so. */
  late?: Clock[]
}

/** The same before it is decided who is notified of it. */
export type NewEvent<T extends EventType = EventType> = {
  [K in T]: EventMembers[K] & Happened<K>
}[T]

const EVENTS: { [T in EventType]: EventDefinition<EventMembers[T]> } = {
  ...COMMANDS,
  ...OTHER_EVENTS,
}

/** The events by which somebody of staff responds, where they do not say otherwise. */
export const RESPONSES: readonly string[] = Object.entries(EVENTS).flatMap(
  ([type, { isResponse }]) => (isResponse === true ? [type] : []),
)

/** What an event of this kind does. */
export function getEvent<T extends EventType>(type: T): EventDefinition<EventMembers[T]> {
  return EVENTS[type]
}

export function isResponse({ type, isResponse: said }: ResponseMark): boolean {
  return said ?? getEvent(type).isResponse === true
}
type ResponseMark = Pick<Happened<EventType>, 'type' | 'isResponse'>

export function isEventType(name: string): name is EventType {
  return Object.hasOwn(EVENTS, name)
}

/** Without revision or history item; it supersedes no undo. */
export function isInternal(type: EventType): boolean {
  return (isCommandName(type) ? commandRule(type).internal : getEvent(type).internal) === true
}
