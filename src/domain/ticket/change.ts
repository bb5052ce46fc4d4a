import type { Actor } from '../people.js'
import { findBusinessTime } from '../sla/business-time.js'
import type { KnownCalendar } from '../sla/calendar.js'
import { shiftDates } from '../sla/clocks.js'
import { findPause, readHalt } from '../sla/halts.js'
import { listLate } from '../sla/late.js'
import { notifyCancelled } from './commands/lib/approval.js'
import { apply } from './decider.js'
import { type EventType, getEvent, isInternal, type NewEvent, type TicketEvent } from './events.js'
import { sayWhenAnswerIsDue, sayWhenLevelsAreDue } from './levels-after.js'
import { type HistoryNotes, noteForHistory } from './outcome/history-notes.js'
import { type Effects, listEffects } from './outcome/index.js'
import { type Notification, notifyModerators, notifyUsers } from './outcome/notifications.js'
import { readStanding, type Standing } from './outcome/standing.js'
import type { TicketState } from './state.js'
import type { Status } from './status.js'
import { recordUndo } from './undo-record.js'

/** One ticket's event within a commit, the state after it and all that leaves with it. */
export interface TicketChange {
  /** The row must still be at this place. */
  expectedSeq: number
  /** null for the first event: nothing was before it. */
  from: Status | null
  internal: boolean
  /** The first event leads from nothing: there is nothing to note. */
  event: TicketEvent & Partial<HistoryNotes> & { standing?: Standing }
  state: TicketState
  effects: Effects
  /** Another's event than that of the ticket that was commanded: who did it, and texts of its own. */
  relative?: { actor: Actor; texts: Record<string, string> }
  /** A sub-ticket that begins: its place under the parent, and in the command's list. */
  create?: { n: number; index: number }
}

/** Applies an event: decides who is notified of it, and what leaves with it. */
export function createChange(
  before: TicketState,
  decided: NewEvent,
  calendars: readonly KnownCalendar[] = [],
): TicketChange {
  const dated = sayWhenAnswerIsDue(before, resume(before, decided, calendars), calendars)
  const happened = sayWhatIsLate(before, sayWhenLevelsAreDue(before, dated, calendars))
  const moved = apply(before, happened)
  const notifications = listRecipients(before, happened, moved)
  const standing = notifications.length === 0 ? {} : { standing: readStanding(moved) }
  const event = { ...happened, notifications, ...standing } as TicketEvent // of the same type, with whom it notifies
  const state = recordUndo(before, event, moved)
  const notes = noteForHistory(before, event, state)
  const isFirst = before.seq === 0
  return {
    expectedSeq: before.seq,
    from: isFirst ? null : before.status,
    internal: isInternal(event.type),
    event: isFirst ? event : { ...event, ...notes },
    state,
    effects: listEffects(before, event, state, notes.fields),
  }
}

/** What an undo brings back has its deadlines again. */
function sayWhatIsLate(before: TicketState, event: NewEvent): NewEvent {
  if (event.type === 'undo' || event.type === 'breach_sla') return event
  const late = listLate(before, apply(before, event), event.at)
  return late.length === 0 ? event : { ...event, late }
}

/** Whatever ends a pause says what is due then: the calendar that its clocks count by is known here alone. */
export function resume(
  before: TicketState,
  event: NewEvent,
  calendars: readonly KnownCalendar[],
): NewEvent {
  const { sla } = before
  if (sla.calendar === undefined || readHalt(before) === undefined || event.type === 'undo') {
    return event
  }
  const pause = findPause(before, apply(before, event), event.at)
  if (pause === undefined) return event
  return { ...event, resumed: shiftDates(sla, pause, findBusinessTime(calendars, sla.calendar)) }
}

function listRecipients<T extends EventType>(
  before: TicketState,
  event: NewEvent<T>,
  after: TicketState,
): Notification[] {
  const type: T = event.type
  const hasBecomeReady = after.status === 'ready_for_closure' && before.status !== after.status
  return [
    ...(getEvent(type).recipients?.(after, event, before) ?? []),
    ...notifyOvertaken(before, event, after),
    ...notifyCancelled(before, after),
    ...(event.late === undefined ? [] : [notifyModerators('sla_breached', before.assigneeId)]),
    ...(hasBecomeReady && event.type !== 'undo'
      ? [notifyModerators('ticket_ready_for_closure')]
      : []),
  ]
}

/** Those whose request can't be granted any more, though nobody has decided it. */
function notifyOvertaken(before: TicketState, event: object, after: TicketState): Notification[] {
  const decidedId = 'requestId' in event ? event.requestId : null
  const askers = before.requests
    .filter(({ id }) => id !== decidedId && !after.requests.some((kept) => kept.id === id))
    .map(({ by }) => by)
  return askers.length === 0 ? [] : [notifyUsers('request_cancelled', ...askers)]
}
