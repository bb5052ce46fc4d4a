import type { Refusal } from '../../errors.js'
import { forgetLate } from '../../sla/late.js'
import { hasOtherWord, restoreClocks } from '../../sla/restore-clocks.js'
import { DEADLINE_KINDS } from '../deadline.js'
import { armClocks, disarm } from '../deadlines.js'
import type { Surroundings } from '../facts.js'
import type { Notification } from '../outcome/notifications.js'
import { notifyUsers } from '../outcome/notifications.js'
import type { Notified, OpenUndo, TicketState } from '../state.js'
import { STATUSES } from '../status.js'
import { closedByParent, nothingToUndo, undoExpired, undoSuperseded } from '../undo-refusals.js'
import type { CommandDefinition, Dated } from './command.js'
import { refuseEndedParent } from './lib/closing.js'

interface Undone {
  undoes: { command: string; at: string; seq: number }
  /** Those whom the action notified. */
  notified: Notified
}

export const undo: CommandDefinition<object, Undone> = {
  rule: {
    who: ['moderator'],
    from: STATUSES,
    to: ['before'],
    about: 'Restore exactly what was before the last action, while nothing has come after it',
    does: 'takes actions back',
    done: 'taken back',
  },
  locksRelatives: true,
  conflict: (state, _command, { at, facts: { parent } }) => refuseUndo(state, at, parent),
  decide: (state) => {
    const { command, at, seq, notified } = requireUndo(state)
    return { undoes: { command, at, seq }, notified }
  },
  evolve: restore,
  recipients: (_after, { notified }) => notifyUndone(notified),
  example: () => ({ payload: {}, textsGiven: [] }),
}

/** Why the last action can't be taken back at this instant; undefined when it can. */
function refuseUndo(
  { undo: record, status }: TicketState,
  at: string,
  parent: Surroundings['parent'],
): Refusal | undefined {
  if (record === null) return nothingToUndo()
  if (record.kind === 'superseded') return undoSuperseded()
  if (record.byParent !== undefined) return closedByParent()
  if (at > record.until) return undoExpired()
  return status === 'closed' ? refuseEndedParent(parent) : undefined // only its closing leaves a record
}

/** The record to undo by; the rule has judged that there is one. */
export function requireUndo({ undo: record }: TicketState): OpenUndo {
  if (record?.kind !== 'open') throw new Error('there is nothing to undo')
  return record
}

function notifyUndone({ users, moderators }: Notified): Notification[] {
  return [{ ...notifyUsers('action_undone', ...users), moderators }]
}

/** All that was before the action, but for what counts on and the internal events that came since. */
function restore(state: TicketState, event: Dated<Undone>): TicketState {
  const { before, hasRouted, response, late = [] } = requireUndo(state)
  const { firstResponseAt } = state.sla
  const kept = forgetLate(state.sla, late)
  const now = { ...kept, firstResponseAt: response ? response.since : firstResponseAt }
  return armClocks({
    ...before,
    ...(hasRouted === true ? { autoAssign: false as const } : {}),
    seq: state.seq,
    revision: state.revision,
    updatedAt: state.updatedAt,
    flags: state.flags,
    sla: restoreClocks(before.sla, now, event),
    deadlines: keepRepeats(before, state),
    postponed: keepAcknowledgement(before, state),
    undo: null,
  })
}

/**
 * Whether the acknowledgement has fallen due since: the action had left the same person to acknowledge it, and nothing
 * awaits that any more. It is not awaited again.
 */
function hasFallenDue(before: TicketState, now: TicketState): boolean {
  const isAwaited = now.status === 'assigned' || now.status === 'reopened'
  const isSame = before.assigneeId === now.assigneeId
  return isSame && isAwaited && now.deadlines.acknowledge === undefined
}

function keepAcknowledgement(before: TicketState, now: TicketState) {
  const { postponed } = before
  return postponed !== null && hasFallenDue(before, now)
    ? { ...postponed, acknowledgeAt: null }
    : postponed
}

/** A reminder that fired meanwhile stays fired: its next repeat is the one that is armed. */
function keepRepeats(before: TicketState, now: TicketState): TicketState['deadlines'] {
  const deadlines = hasFallenDue(before, now)
    ? disarm(before.deadlines, 'acknowledge')
    : { ...before.deadlines }
  for (const kind of DEADLINE_KINDS) {
    const [was, is] = [before.deadlines[kind], now.deadlines[kind]]
    const goesOn = kind === 'next_response' && hasOtherWord(before.sla, now.sla)
    if (is !== undefined && (was?.seq === is.seq || goesOn)) deadlines[kind] = is
  }
  return deadlines
}
