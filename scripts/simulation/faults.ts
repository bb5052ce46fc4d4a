import { requireUndo } from '../../src/domain/ticket/commands/undo.js'
import { armClocks } from '../../src/domain/ticket/deadlines.js'
import type { TicketEvent } from '../../src/domain/ticket/events.js'
import type { TicketState } from '../../src/domain/ticket/state.js'

/** A rule of the command path that is broken on purpose, to show that the simulation sees it. */
export type Fault =
  | 'no inbox check'
  | 'no seq check, on rows read before their lock'
  | 'refusal over an outcome'
  | 'facts read before the lock'
  | 'half of a commit over several tickets'
  | 'sub-tickets locked before the parent'
  | 'loads are not judged'
  | 'ids without the repeat'
  | 'run takes over a late answer'
  | 'run ignores a row that is behind it'
  | 'no signal to other runs'
  | 'no sweep'
  | 'relay out of order'
  | 'a flushless commit'
  | 'a 202 is not flushed'
  | 'a 202 for a command that was lost'
  | 'what a run remembers is the outcome'
  | 'a round takes no turns with commands'
  | 'starts before signals'
  | 'starts take no turn'
  | 'starts need no room'
  | 'the gate forgets nobody'
  | 'leases never run out'
  | 'a signal joined to a start is a start'
  | 'rows are completed before the call'
  | 'forced close counts nothing'
  | 'undo restores a fired nudge'
  | 'undo restores a fired nudge, and the loop has no pause'
  | 'rules forget their cause'
  | 'rules are never cut off'

/** The domain's own faults, put behind its functions, so that the domain needs no switches. */
export function bend(
  fault: Fault | undefined,
  before: TicketState,
  { type, ...event }: TicketEvent,
  after: TicketState,
): TicketState {
  switch (fault) {
    case 'forced close counts nothing': {
      if (type !== 'close' || !('forced' in event)) return after
      return { ...after, subTickets: before.subTickets, progressPercent: before.progressPercent }
    }
    case 'undo restores a fired nudge':
    case 'undo restores a fired nudge, and the loop has no pause': {
      if (type !== 'undo') return after
      return armClocks({ ...after, deadlines: requireUndo(before).before.deadlines })
    }
    default:
      return after
  }
}
