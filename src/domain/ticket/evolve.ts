import { type Clock, dueOf, type Sla } from '../sla/clocks.js'
import type { EventType, TicketEvent, Undoable } from './events.js'
import type { Appliers, Apply } from './evolve/apply.js'
import { REVIEW } from './evolve/review.js'
import { TOGETHER } from './evolve/together.js'
import { WAITING } from './evolve/waiting.js'
import { WORK } from './evolve/work.js'
import { settled, withClocks } from './invariants.js'
import { noticesOf } from './notices.js'
import { commandRule, isCommand, isFact } from './rules.js'
import type { TicketState, Undo } from './state.js'
import { openUndo } from './undo.js'

/** Exactly what was before the action, but for what counts on and the facts that came since. */
function restored(state: TicketState): TicketState {
  const { before } = openUndo(state)
  return withClocks({
    ...before,
    seq: state.seq,
    revision: state.revision,
    updatedAt: state.updatedAt,
    flags: state.flags,
    sla: keptOf(before.sla, state.sla),
    undo: null,
  })
}

/** Facts of the clocks are kept: a word that was said, a warning that was sent, a date that has passed. */
function keptOf(before: Sla, now: Sla): Sla {
  const since = (clock: Clock) => dueOf(before, clock) === dueOf(now, clock)
  const all = (was: Clock[], is: Clock[]) => [...new Set([...was, ...is.filter(since)])]
  const breaches = all(before.breaches, now.breaches)
  return {
    ...before,
    firstResponseAt: now.firstResponseAt ?? before.firstResponseAt,
    warned: all(before.warned, now.warned),
    breaches,
    breached: breaches.length > 0,
  }
}

/** The state after an event. Total: what `decide` let through is never refused here. */
export function evolve(before: TicketState, event: TicketEvent): TicketState {
  const fact = isFact(event.type)
  const state: TicketState = {
    ...before,
    seq: before.seq + 1,
    revision: before.revision + (fact ? 0 : 1),
    updatedAt: fact ? before.updatedAt : event.at,
  }
  const applied = applierOf(event.type)(state, event)
  if (event.type === 'undo') return applied
  const next = settled(before, event, applied)
  return fact ? next : { ...next, undo: undoAfter(before, event, next) }
}

/** What may be taken back after a command: itself if it is undoable, and nothing older. */
function undoAfter(before: TicketState, event: TicketEvent, after: TicketState): Undo | null {
  const { undoUntil = null } = event as Partial<Undoable> // null where the system acted
  const undoable = isCommand(event.type) && commandRule(event.type).undoable === true
  if (!isCommand(event.type) || !undoable || undoUntil === null) {
    return before.undo === null ? null : { kind: 'superseded' }
  }
  const notices = noticesOf(event, after, before)
  return {
    kind: 'open',
    command: event.type,
    at: event.at,
    seq: after.seq,
    until: undoUntil,
    told: {
      users: [...new Set(notices.flatMap(({ users }) => users))],
      moderators: notices.some(({ moderators }) => moderators),
    },
    ...(event.type === 'close' && event.byParent === true ? { byParent: true as const } : {}),
    before: { ...before, undo: null },
  }
}

const APPLY: Appliers<EventType> = {
  ...REVIEW,
  ...WORK,
  ...WAITING,
  ...TOGETHER,
  undo: restored,
}

/** The entry for a type takes the events of that type: the pairing that a union can't express. */
function applierOf(type: EventType): Apply<EventType> {
  return APPLY[type] as Apply<EventType>
}
