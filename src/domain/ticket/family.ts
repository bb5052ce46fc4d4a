import { type Refusal, refusal } from '../errors.js'
import type { Actor } from '../people.js'
import { createSubTicket } from './create.js'
import { effectsOf } from './effects.js'
import { type CommitPart, partOf, type RelativePart } from './envelope.js'
import type { ChildEffect, TicketEvent } from './events.js'
import { isTerminal, type TicketState } from './state.js'
import { openUndo } from './undo.js'

/** Those whom a commit must be judged with, as their rows are now. */
export interface Family {
  parent: TicketState | null
  children: TicketState[]
}

export type Relatives =
  | { kind: 'parts'; parts: RelativePart[] }
  | { kind: 'refused'; refusal: Refusal }

const NONE: Relatives = { kind: 'parts', parts: [] }
const SYSTEM: Actor = { kind: 'system' }

/** Which rows a commit needs besides its own; most need none. */
export function relativesNeeded(
  before: TicketState,
  part: CommitPart,
): 'parent' | 'children' | 'none' {
  const { event, state } = part
  if (state.type === 'sub_ticket') {
    return effectOf(before, state) === undefined ? 'none' : 'parent'
  }
  if (event.type === 'split') return 'children'
  const closes = event.type === 'withdraw' || (event.type === 'close' && event.forced === true)
  if (closes) return before.subTickets === null ? 'none' : 'children'
  return event.type === 'undo' && undoesForcedClose(before) ? 'children' : 'none'
}

function undoesForcedClose({ undo }: TicketState): boolean {
  return undo?.kind === 'open' && undo.command === 'close' && openOf(undo.before) > 0
}

function openOf({ subTickets }: TicketState): number {
  return subTickets === null ? 0 : subTickets.total - subTickets.closed
}

/** What the commit appends to the others of its family: all of it, or nothing at all. */
export function relativesOf(
  before: TicketState,
  part: CommitPart,
  { parent, children }: Family,
  newId: () => string,
  actor: Actor,
): Relatives {
  if (part.state.type === 'sub_ticket') return toParent(before, part, parent)
  const { event } = part
  switch (event.type) {
    case 'split':
      return parts(begunBy(part.state, event, newId, actor))
    case 'close':
    case 'withdraw':
      return parts(children.filter(isOpen).map((child) => closedWith(child, event, actor)))
    case 'undo':
      return restoredWith(before, part, children)
    default:
      return NONE
  }
}

function parts(list: RelativePart[]): Relatives {
  return { kind: 'parts', parts: list }
}

/** Counted: neither deleted nor withdrawn. */
function counts({ status, deletedAt }: TicketState): boolean {
  return deletedAt === null && status !== 'withdrawn'
}

function isOpen(child: TicketState): boolean {
  return counts(child) && child.status !== 'closed'
}

function begunBy(
  parent: TicketState,
  { children, at }: TicketEvent<'split'>,
  newId: () => string,
  actor: Actor,
): RelativePart[] {
  return children.map((begin, index) => {
    const requesterId = actor.kind === 'user' ? actor.id : begin.assigneeId
    const { state, event } = createSubTicket(parent, newId(), begin, requesterId, at)
    const blank = { ...state, participants: [] }
    return {
      fromSeq: 0,
      from: state.status,
      fact: false,
      event,
      state,
      effects: effectsOf(blank, event, state),
      actor,
      create: { n: begin.n, index },
    }
  })
}

function closedWith(
  child: TicketState,
  { at, undoUntil }: TicketEvent<'close' | 'withdraw'>,
  actor: Actor,
): RelativePart {
  const close = { type: 'close', at, undoUntil, byParent: true } as const
  return { ...partOf(child, close), actor, texts: { reason: 'parent_closed' } }
}

/** All that were closed with it, or none. */
function restoredWith(before: TicketState, part: CommitPart, children: TicketState[]): Relatives {
  const undo = openUndo(before)
  const closed = children.flatMap((child) =>
    child.undo?.kind === 'open' && child.undo.byParent === true && child.undo.at === undo.at
      ? [{ child, record: child.undo }]
      : [],
  )
  if (closed.length !== openOf(undo.before)) {
    return {
      kind: 'refused',
      refusal: refusal('undo_superseded', 'A sub-ticket has moved since it was closed with this.'),
    }
  }
  return parts(
    closed.map(({ child, record: { command, at, seq, told } }) => {
      const event = { type: 'undo', at: part.event.at, undoes: { command, at, seq }, told } as const
      return { ...partOf(child, event), actor: SYSTEM, texts: {} }
    }),
  )
}

type Effect = Omit<ChildEffect, 'total' | 'closed'> & { total: number; closed: number }

/** What a sub-ticket's own event changes for its parent: counts by difference, people as they are now. */
function effectOf(before: TicketState, after: TicketState): Effect | undefined {
  const total = Number(counts(after)) - Number(counts(before))
  const closed = Number(isClosed(after)) - Number(isClosed(before))
  const people = counts(after) ? [after.assigneeId, ...after.teamMembers] : []
  const were = counts(before) ? [before.assigneeId, ...before.teamMembers] : []
  if (total === 0 && closed === 0 && people.join() === were.join()) return undefined
  return {
    number: after.number,
    change: changeOf(after, closed),
    total,
    closed,
    assigneeId: counts(after) ? after.assigneeId : null,
    teamMembers: counts(after) ? after.teamMembers : [],
  }
}

function isClosed(child: TicketState): boolean {
  return counts(child) && child.status === 'closed'
}

function changeOf(after: TicketState, closed: number): ChildEffect['change'] {
  if (after.deletedAt !== null) return 'deleted'
  if (after.status === 'withdrawn') return 'withdrawn'
  if (closed > 0) return 'closed'
  return closed < 0 ? 'reopened' : 'progressed'
}

function toParent(before: TicketState, part: CommitPart, parent: TicketState | null): Relatives {
  const effect = effectOf(before, part.state)
  const subTickets = parent?.subTickets
  if (effect === undefined || !parent || !subTickets) return NONE
  if (isTerminal(parent.status)) {
    if (effect.change !== 'reopened') return NONE
    return { kind: 'refused', refusal: refusal('parent_closed', 'Its parent is closed.') }
  }
  const total = subTickets.total + effect.total
  const closed = subTickets.closed + effect.closed
  const moved = effect.total !== 0 || effect.closed !== 0
  const type =
    effect.closed < 0
      ? 'subticket_reopened'
      : moved && total > 0 && closed === total
        ? 'subtickets_closed'
        : 'subtickets_progressed'
  const event = { ...effect, type, at: part.event.at, total, closed } as const
  return parts([{ ...partOf(parent, event), actor: SYSTEM, texts: {} }])
}
