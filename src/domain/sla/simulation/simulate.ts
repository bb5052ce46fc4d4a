import { resume } from '../../ticket/change.js'
import { apply, evolve } from '../../ticket/decider.js'
import { sayWhenAnswerIsDue } from '../../ticket/levels-after.js'
import type { TicketState } from '../../ticket/state.js'
import type { KnownCalendar } from '../calendar.js'
import { CLOCKS } from '../clock.js'
import { findClockStep } from '../clocks.js'
import { dueAt } from '../sla.js'
import { beginAgain, type RecordedEvent, type RecordedTicket } from './recorded-ticket.js'
import { redate } from './redate.js'
import type { Found, Under } from './under.js'

/**
 * The ticket as its record has left it, and as it would have been left if the policy had been there: all that people and rules
 * did happens at the same instants, and what clocks do follows from their other dates.
 */
export function simulate(ticket: RecordedTicket, under: Under): Found {
  let was = beginAgain(ticket)
  let would = was
  for (const event of ticket.events) {
    const before = was
    was = evolve(before, { ...event, notifications: [] })
    if (would === before) {
      const dated = redate(event, { was: before, would }, under, ticket.served)
      would = dated === event ? was : repeat(before, dated, under.facts.calendars)
    } else if (!isOfClock(event)) {
      const ready = { ...letClocksRun(would, event.at), seq: before.seq }
      const dated = redate(event, { was: before, would: ready }, under, ticket.served)
      would = repeat(ready, dated, under.facts.calendars)
    }
  }
  const end = letClocksRun(was, under.until)
  return { was: end, would: would === was ? end : letClocksRun(would, under.until) }
}

function isOfClock({ type }: RecordedEvent): boolean {
  return type === 'warn_sla' || type === 'breach_sla'
}

/** A pause that ends with it makes other dates later, and a word of the requester is due otherwise. */
function repeat(
  before: TicketState,
  { resumed: _r, levels: _l, nextResponse: _n, late: _late, ...event }: RecordedEvent,
  calendars: readonly KnownCalendar[],
): TicketState {
  const happened = event as RecordedEvent // the same type, without what follows from other dates
  const ready = happened.type === 'escalate' ? withEscalation(before) : before
  const dated = sayWhenAnswerIsDue(ready, resume(ready, happened, calendars), calendars)
  return evolve(ready, { ...dated, notifications: [] } as RecordedEvent)
}

/** What was escalated was: its matrix is not tried. */
function withEscalation(state: TicketState): TicketState {
  const none = { matrixId: '', version: 0, levels: [], instants: [], done: [] }
  return { ...state, sla: { ...state.sla, escalation: state.sla.escalation ?? none } }
}

/** Clocks warn and breach as they are due, one after the other; nobody has come before them. */
function letClocksRun(before: TicketState, until: string): TicketState {
  let state = before
  for (;;) {
    const next = findNext(state, until)
    if (next === undefined) return { ...state, seq: before.seq }
    state = apply(state, next)
  }
}

function findNext(state: TicketState, until: string) {
  for (const clock of CLOCKS) {
    const step = findClockStep(clock, state)
    const due = dueAt(state.sla, clock)
    if (step === null || due === null || step.at > until) continue
    const { at } = step
    if (step.kind === 'breach') return { type: 'breach_sla' as const, at, clock, dueAt: due }
    return { type: 'warn_sla' as const, at, clock, dueAt: due, percent: step.percent }
  }
  return undefined
}
