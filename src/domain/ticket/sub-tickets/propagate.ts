import type { Refusal } from '../../errors.js'
import type { Actor } from '../../people.js'
import type { KnownCalendar } from '../../sla/calendar.js'
import { createChange, type TicketChange } from '../change.js'
import { type SubTicketChange, saySubTicket } from '../commands/lib/sub-ticket-change.js'
import { requireUndo } from '../commands/undo.js'
import { createSubTicket } from '../create.js'
import type { NewEvent } from '../events.js'
import type { SubTicketNote } from '../outcome/history-notes.js'
import type { SystemMessage } from '../outcome/messages.js'
import type { TicketState } from '../state.js'
import { isTerminal } from '../status.js'
import { subTicketsMoved } from '../undo-refusals.js'
import { countOpenSubTickets } from './counts.js'

/** The rows that a command may change beside its own, as they are locked now. */
export interface Relatives {
  parent: TicketState | null
  subTickets: TicketState[]
}

export type Propagation =
  /** The messages are for the chat of the ticket that was commanded, and the notes for its history. */
  | {
      kind: 'changes'
      changes: TicketChange[]
      messages: SystemMessage[]
      notes: SubTicketNote[]
    }
  | { kind: 'refused'; refusal: Refusal }

interface Source {
  before: TicketState
  change: TicketChange
  actor: Actor
  newId: () => string
  /** By which the clocks of all of them count. */
  calendars: readonly KnownCalendar[]
}

const SYSTEM: Actor = { kind: 'system' }
const NO_CHANGES: Propagation = { kind: 'changes', changes: [], messages: [], notes: [] }

/** What the event appends to parent and sub-tickets: all of it, or nothing at all. */
export function propagate(source: Source, { parent, subTickets }: Relatives): Propagation {
  const { change } = source
  const { event } = change
  if (change.state.type === 'sub_ticket') return updateParent(source, parent)
  switch (event.type) {
    case 'split': {
      const changes = createSubTickets(source, event)
      return { kind: 'changes', changes, messages: [], notes: noteEach(changes, 'created') }
    }
    case 'close':
    case 'withdraw':
      return event.forced === true ? forceClose(source, event, subTickets) : NO_CHANGES
    case 'undo':
      return undoForcedClose(source, subTickets)
    default:
      return NO_CHANGES
  }
}

/** A deleted or withdrawn sub-ticket is in neither of its parent's counts. */
function isCounted({ status, deletedAt }: TicketState): boolean {
  return deletedAt === null && status !== 'withdrawn'
}

function isClosed(subTicket: TicketState): boolean {
  return isCounted(subTicket) && subTicket.status === 'closed'
}

function tellOfEach(changes: TicketChange[], change: 'closed' | 'reopened'): Propagation {
  const messages = changes.flatMap(({ state }) => saySubTicket(state.number, change))
  return { kind: 'changes', changes, messages, notes: noteEach(changes, change) }
}

function noteEach(changes: TicketChange[], change: SubTicketNote['change']): SubTicketNote[] {
  return changes.map(({ state }) => ({ number: state.number, change }))
}

function createSubTickets(
  { change: { state: parent }, newId, actor, calendars }: Source,
  { children, at }: NewEvent<'split'>,
): TicketChange[] {
  return children.map((begin, index) => {
    const requesterId = actor.kind === 'user' ? actor.id : begin.assigneeId
    return {
      ...createSubTicket(parent, newId(), begin, requesterId, at, calendars),
      relative: { actor, texts: {} },
      create: { n: begin.n, index },
    }
  })
}

function forceClose(
  { change, actor, calendars }: Source,
  { type: parentCommand, at, undoUntil }: NewEvent<'close' | 'withdraw'>,
  subTickets: TicketState[],
): Propagation {
  const byParent = change.state.seq
  const changes = subTickets
    .filter((subTicket) => isCounted(subTicket) && !isClosed(subTicket))
    .map((subTicket) => ({
      ...createChange(
        subTicket,
        { type: 'close', at, undoUntil, byParent, parentCommand },
        calendars,
      ),
      relative: { actor, texts: { reason: 'parent_closed' } },
    }))
  return tellOfEach(changes, 'closed')
}

/** All that were closed with it are restored, or none. */
function undoForcedClose(
  { before, change, actor }: Source,
  subTickets: TicketState[],
): Propagation {
  const { seq: byParent, before: restored, command } = requireUndo(before)
  if (command !== 'close' || countOpenSubTickets(restored) === 0) return NO_CHANGES
  const records = subTickets.flatMap((subTicket) => {
    const { undo } = subTicket
    return undo?.kind === 'open' && undo.byParent === byParent ? [{ subTicket, undo }] : []
  })
  if (records.length !== countOpenSubTickets(restored)) {
    return { kind: 'refused', refusal: subTicketsMoved() }
  }
  const changes = records.map(({ subTicket, undo: { command: name, at, seq, notified } }) => ({
    ...createChange(subTicket, {
      type: 'undo',
      at: change.event.at,
      undoes: { command: name, at, seq },
      notified,
    }),
    relative: { actor, texts: {} },
  }))
  return tellOfEach(changes, 'reopened')
}

function updateParent(
  { before, change, calendars }: Source,
  parent: TicketState | null,
): Propagation {
  const delta = compareCounts(before, change.state)
  if (delta === undefined) return NO_CHANGES
  if (parent === null) throw new Error('a command that changes its parent must lock it')
  if (parent.subTickets === null) return NO_CHANGES
  if (isTerminal(parent.status)) return NO_CHANGES
  const total = parent.subTickets.total + delta.total
  const closed = parent.subTickets.closed + delta.closed
  const isAllClosed = (delta.total !== 0 || delta.closed !== 0) && total > 0 && closed === total
  const type =
    delta.closed < 0
      ? 'subticket_reopened'
      : isAllClosed
        ? 'subtickets_closed'
        : 'subtickets_progressed'
  const event = { ...delta, ...nameUndo(change), type, at: change.event.at, total, closed } as const
  const noted = noteSubTickets(createChange(parent, event, calendars), [
    { number: delta.number, change: delta.change },
  ])
  return {
    kind: 'changes',
    changes: [{ ...noted, relative: { actor: SYSTEM, texts: {} } }],
    messages: [],
    notes: [],
  }
}

/** The change as history tells it, with those of its sub-tickets that it is about. */
export function noteSubTickets(change: TicketChange, subTickets: SubTicketNote[]): TicketChange {
  return subTickets.length === 0 ? change : { ...change, event: { ...change.event, subTickets } }
}

/** What a sub-ticket's own event means for its parent: counts as differences, people as they are now. */
function compareCounts(before: TicketState, after: TicketState): SubTicketChange | undefined {
  const total = Number(isCounted(after)) - Number(isCounted(before))
  const closed = Number(isClosed(after)) - Number(isClosed(before))
  const isSame = listPeople(before).join() === listPeople(after).join()
  if (total === 0 && closed === 0 && isSame) return undefined
  const [assigneeId = null] = listPeople(after)
  return {
    number: after.number,
    change: nameChange(after, closed),
    total,
    closed,
    assigneeId,
    teamMembers: isCounted(after) ? after.teamMembers : [],
  }
}

function listPeople(subTicket: TicketState): (string | null)[] {
  return isCounted(subTicket) ? [subTicket.assigneeId, ...subTicket.teamMembers] : []
}

/** Whether the parent may have to give back what this event takes, or has to give back what another took. */
function nameUndo({ event, state }: TicketChange): Pick<SubTicketChange, 'undoable' | 'undoes'> {
  if (event.type === 'undo') return { undoes: event.undoes.seq }
  const { undo } = state
  const isPart = undo?.kind === 'open' && (undo.seq === state.seq || undo.seq === event.causedBy)
  return isPart ? { undoable: undo.seq } : {}
}

function nameChange(after: TicketState, closed: number): SubTicketChange['change'] {
  if (after.deletedAt !== null) return 'deleted'
  if (after.status === 'withdrawn') return 'withdrawn'
  if (closed > 0) return 'closed'
  return closed < 0 ? 'reopened' : 'progressed'
}
