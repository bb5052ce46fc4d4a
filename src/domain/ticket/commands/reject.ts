import { missingText } from '../content-refusals.js'
import { notifyUsers } from '../outcome/notifications.js'
import { noSuchDuplicate } from '../refusals.js'
import type { CommandDefinition } from './command.js'
import { type Undoable, undoUntil } from './lib/undo-window.js'

interface RejectPayload {
  /** An id; a number only until the inbox has the command. */
  duplicateOf?: string
}

interface Rejected extends Undoable {
  duplicateOf: string | null
}

export const reject: CommandDefinition<RejectPayload, Rejected> = {
  rule: {
    who: ['moderator'],
    from: ['submitted', 'needs_clarification', 'open'],
    to: ['rejected'],
    undoable: true,
    about: 'Refuse it for a reason, or as a duplicate',
    does: 'rejects tickets',
    done: 'rejected',
  },
  keeps: { rejectionReason: 'reason' },
  conflict: ({ id, number }, { payload: { duplicateOf } }) =>
    duplicateOf === id || duplicateOf === number ? noSuchDuplicate() : undefined,
  guard: (_state, { payload: { duplicateOf }, textsGiven }) =>
    duplicateOf !== undefined || textsGiven.includes('reason')
      ? undefined
      : missingText('reason', ' unless duplicateOf is given'),
  decide: (_state, { payload }, context) => ({
    duplicateOf: payload.duplicateOf ?? null,
    undoUntil: undoUntil(context),
  }),
  evolve: (state, { duplicateOf }) => ({
    ...state,
    status: 'rejected',
    assigneeId: null,
    duplicateOf,
    deadlines: {},
  }),
  recipients: ({ requesterId }) => [notifyUsers('ticket_rejected', requesterId)],
  example: () => ({ payload: {}, textsGiven: ['reason'] }),
}
