import type { Refusal } from '../errors.js'
import { createChange, type TicketChange } from './change.js'
import type { Command } from './commands/index.js'
import { decide } from './decider.js'
import type { DecisionContext } from './facts.js'
import type { TicketState } from './state.js'
import { noteSubTickets, propagate, type Relatives } from './sub-tickets/propagate.js'

/** The rows that a command may change, as the transaction has locked them. */
export interface LockedRows extends Relatives {
  ticket: TicketState
}

export type Proposal =
  | { kind: 'changed'; changes: TicketChange[] }
  | { kind: 'unchanged' }
  | { kind: 'refused'; refusal: Refusal }

/** What one command does to all that it touches: the ticket's own change first, then those of its relatives. */
export function propose(
  rows: LockedRows,
  command: Command,
  context: DecisionContext,
  newId: () => string,
): Proposal {
  const decision = decide(rows.ticket, command, context)
  if (decision.kind !== 'happened') return decision
  const change = createChange(rows.ticket, decision.event, context.facts.calendars)
  const source = {
    before: rows.ticket,
    change,
    actor: command.actor,
    newId,
    calendars: context.facts.calendars,
  }
  const propagation = propagate(source, rows)
  if (propagation.kind === 'refused') return propagation
  const noted = noteSubTickets(change, propagation.notes)
  const { effects } = noted
  const messages = [...effects.messages, ...propagation.messages]
  const told = { ...noted, effects: { ...effects, messages } }
  return { kind: 'changed', changes: [told, ...propagation.changes] }
}
