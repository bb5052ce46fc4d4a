import type { DueDates } from '../sla/due-dates.js'
import type { CommandName } from './commands.js'
import type { Channel, Priority, Told } from './state.js'

interface Assigned {
  departmentId: string
  assigneeId: string
  priority: Priority
  dueDates: DueDates
  acknowledgeBy: string | null
}

export interface Undoable {
  /** Until then the action may be taken back. */
  undoUntil: string
}

/** What each event says besides its instant: everything `evolve` needs, deadlines as absolute instants. */
interface EventPayloads {
  save_draft: object
  submit: object
  ask_clarification: Undoable
  answer_clarification: object
  approve: Undoable & { departmentId: string }
  reject: Undoable & { duplicateOf: string | null }
  assign: Undoable & Assigned
  claim: Assigned
  reassign: Undoable & Omit<Assigned, 'dueDates'> & { dueDates: DueDates | null }
  acknowledge: { userId: string }
  start: object
  progress: { percent: number | null }
  complete: { assigneeId: string; autoVerifyAt: string; autoCloseAt: string | null }
  resolve: { rating: number | null; undoUntil: string | null }
  request_rework: object
  close: Undoable
  withdraw: Undoable
  undo: { undoes: { command: CommandName; at: string; seq: number }; told: Told }
  change_priority: { priority: Priority; dueDates: DueDates | null }
  set_tags: { tags: string[] }
  auto_verify: object
  auto_close: Undoable
  note_unacknowledged: object
  end_undo_window: object
}

export type EventType = keyof EventPayloads

/** An event has the name of the command that caused it: history is read in those words. */
export type TicketEvent<T extends EventType = EventType> = {
  [K in T]: { type: K; at: string } & EventPayloads[K]
}[T]

/** What exists from the start, before any event. */
export interface NewTicket {
  id: string
  departmentId: string | null
  categoryId: string | null
  priority: Priority
  tags: string[]
  channel: Channel
  requesterId: string
  createdById: string
  isDraft: boolean
}

export type CommandEvent<N extends CommandName> = TicketEvent<N & EventType>
