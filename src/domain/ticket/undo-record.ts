import type { Clock } from '../sla/clock.js'
import { commandRule, isCommandName } from './commands/index.js'
import { isInternal, isResponse, type TicketEvent } from './events.js'
import { isSoleResponse } from './sole-response.js'
import type { Notified, OpenUndo, TicketState, Undo } from './state.js'

/**
 * What may be taken back after an event: itself if it is undoable, and nothing older; what follows from an action that can
 * still be taken back is part of it.
 */
export function recordUndo(
  before: TicketState,
  event: TicketEvent,
  after: TicketState,
): TicketState {
  if (event.type === 'undo') return after
  if (isInternal(event.type)) return { ...after, undo: keepResponse(after.undo, event) }
  return { ...after, undo: nextUndo(before, event, after) }
}

function nextUndo(before: TicketState, event: TicketEvent, after: TicketState): Undo | null {
  const { undo } = before
  if (undo?.kind === 'open' && undo.seq === event.causedBy && event.at <= undo.until) {
    const notified = listNotified([undo.notified], event)
    return { ...undo, notified, ...noteRouting(event), ...noteLate(event, undo.late) }
  }
  const until = 'undoUntil' in event ? event.undoUntil : null // null where a time had it done
  const isUndoable = isCommandName(event.type) && commandRule(event.type).undoable === true
  if (!isUndoable || until === null) return undo === null ? null : { kind: 'superseded' }
  const isFirst = before.sla.firstResponseAt === null && isResponse(event)
  return {
    kind: 'open',
    command: event.type,
    at: event.at,
    seq: after.seq,
    until,
    notified: listNotified([], event),
    ...noteRouting(event),
    ...noteLate(event),
    ...(isFirst ? { response: { since: null } } : {}),
    ...('byParent' in event && event.byParent !== undefined ? { byParent: event.byParent } : {}),
    before: { ...before, undo: null },
  }
}

/** What staff says after a response that may be taken back is the first one if it is. */
function keepResponse(undo: Undo | null, event: TicketEvent): Undo | null {
  const isHeard = undo?.kind === 'open' && isSoleResponse(undo) && isResponse(event)
  return isHeard ? { ...undo, response: { since: event.at } } : undo
}

/** What routing has given is left to people once it is taken back. */
function noteRouting(event: TicketEvent): Pick<OpenUndo, 'hasRouted'> {
  return 'by' in event && event.by === 'routing' ? { hasRouted: true } : {}
}

function noteLate({ late = [] }: TicketEvent, before: Clock[] = []): Pick<OpenUndo, 'late'> {
  const all = [...before, ...late]
  return all.length === 0 ? {} : { late: all }
}

/** Those whom it notifies, and those whom what it follows from did. */
function listNotified(before: Notified[], { notifications }: TicketEvent): Notified {
  const all = [...before, ...notifications]
  return {
    users: [...new Set(all.flatMap(({ users }) => users))],
    moderators: all.some(({ moderators }) => moderators),
  }
}
