import type { Relation } from '../../access/relations.js'
import type { ErrorCode, Refusal } from '../../errors.js'
import type { Actor } from '../../people.js'
import type { ResumedDates } from '../../sla/clocks.js'
import type { AnswerDates, LevelInstant } from '../../sla/sla.js'
import type { DecisionContext, DeclaredFact, ReadContext } from '../facts.js'
import type { Broadcast } from '../outcome/broadcast.js'
import type { SystemMessage } from '../outcome/messages.js'
import type { Notification } from '../outcome/notifications.js'
import type { TicketState } from '../state.js'
import type { Status } from '../status.js'
import type { TextName } from '../texts.js'

/** Who may give the command, from where, to where (docs/lifecycle.md has them all). */
export interface Rule {
  who: readonly Relation[]
  from: readonly Status[]
  /** Statuses it may lead to; `same` keeps the status, `before` is that of before the last action. */
  to: readonly (Status | 'same' | 'before')[]
  /** Its event is internal: no revision, no history item, and it supersedes no undo. */
  internal?: true
  /** It can be taken back within the organization's undo window. */
  undoable?: true
  /** It is for tickets that are soft-deleted, and for those alone. */
  deletedOnly?: true
  subTicketsOnly?: true
  /** The code that a caller without the relation gets, instead of `forbidden`. */
  refusedAs?: ErrorCode
  /** Fewer statuses than `from` for some relations. */
  statusesFor?: Partial<Record<Relation, readonly Status[]>>
  /** What it is for: the OpenAPI document and the tables show it. */
  about: string
  /** Completes "Only the assignee …". */
  does: string
  /** Completes "The ticket can't be …". */
  done: string
}

/** A command without its name; the texts that came with it stay in PostgreSQL. */
export interface CommandInput<P extends object = object> {
  commandId: string
  actor: Actor
  payload: P
  /** The names of the texts that came with it. */
  textsGiven: readonly string[]
  ifMatch?: number
}

/** An event's own members and the instant at which it happened; dates that only the decision could reckon, by a calendar. */
export type Dated<E extends object> = E & {
  at: string
  resumed?: ResumedDates
  nextResponse?: AnswerDates
  levels?: LevelInstant[]
}

/** What one kind of event does; all are pure. `before` is the state that the event found. */
export interface EventDefinition<E extends object = object> {
  evolve(state: TicketState, event: Dated<E>): TicketState
  /** Last, on the state with all that follows from the event. */
  settle?(before: TicketState, after: TicketState, event: Dated<E>): TicketState
  /** Who is notified of it; nobody when left out. Decided once: the event carries it. */
  recipients?(after: TicketState, event: Dated<E>, before: TicketState): Notification[]
  /** What sockets get beside the usual frames. */
  broadcasts?(after: TicketState, event: Dated<E>): Broadcast[]
  /** Whom history names beside the actor: who was added or removed. Those whom an approval asks are found by it. */
  named?(event: Dated<E>): string[]
  /**
   * Whom its texts are for, and the names of those whom it asks, beside the actor: those whom the request or the
   * approval concerns, and staff or moderators. Everybody who sees the ticket reads the others.
   */
  concerns?: 'request' | 'approval'
  /** What the system says in the chat, instead of who came and who left. */
  messages?(after: TicketState, event: Dated<E>, before: TicketState): SystemMessage[]
  /** It has no revision and no history item, and supersedes no undo; a command's rule says it instead. */
  internal?: true
  /** It is a visible word of staff to the requester, where the event does not say otherwise. */
  isResponse?: true
  /** It comes of sub-tickets: the parent has had no transition of its own by it. */
  isOfSubTickets?: true
}

/** A command as one object: all tables, documents and examples derive from these. */
export interface CommandDefinition<P extends object = object, E extends object = object>
  extends EventDefinition<E> {
  rule: Rule
  /** A text that must come with it. */
  requires?: string
  /** Texts that the ticket shows from then on: its member → the command's text. */
  keeps?: Readonly<Partial<Record<TextName, string>>>
  /** The transaction locks parent and sub-tickets too, as the command may change them. */
  locksRelatives?: true
  needs?: readonly DeclaredFact[]
  /** Its own conflict, judged before the status on the row and its surroundings. */
  conflict?(state: TicketState, command: CommandInput<P>, context: ReadContext): Refusal | undefined
  /** Judged after the status, on the same. */
  guard?(state: TicketState, command: CommandInput<P>, context: ReadContext): Refusal | undefined
  /** The same where it takes facts to know: its content alone is to blame. */
  factGuard?(
    state: TicketState,
    command: CommandInput<P>,
    context: DecisionContext,
  ): Refusal | undefined
  /** The event's own members; undefined when the command is legal and changes nothing. */
  decide(state: TicketState, command: CommandInput<P>, context: DecisionContext): E | undefined
  /** Content that gives no reason to refuse it on this ticket: what stops it then is ticket or caller. */
  example(
    state: TicketState,
    actor: Actor,
    context: ReadContext,
  ): { payload: P; textsGiven: readonly string[] }
}
