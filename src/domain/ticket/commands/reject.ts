import { notifyUsers } from '../outcome/notifications.js'
import { missingText, noSuchDuplicate } from '../refusals.js'
import type { CommandDefinition } from './command.js'
import { type Undoable, undoUntil } from './lib/undo-window.js'

interface RejectPayload {
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
  guard: ({ id }, { payload: { duplicateOf }, textsGiven }) => {
    if (duplicateOf === id) return noSuchDuplicate()
    return duplicateOf !== undefined || textsGiven.includes('reason')
      ? undefined
      : missingText('reason', ' unless duplicateOf is given')
  },
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
