import { required } from '../../assert.js'
import { completeSettings } from '../../settings.js'
import { after } from '../../time.js'
import { arm } from '../deadlines.js'
import { notifyUsers } from '../outcome/notifications.js'
import type { CommandDefinition } from './command.js'
import { refuseOpenSubTickets } from './lib/closing.js'
import { refuseTooManyFiles } from './lib/files.js'
import { isOfStaff } from './lib/response.js'

interface Completed {
  assigneeId: string
  autoVerifyAt: string
  autoCloseAt: string | null
}

export const complete: CommandDefinition<{ attachments?: string[] }, Completed> = {
  rule: {
    who: ['assignee'],
    from: ['in_progress'],
    to: ['completed'],
    about: 'Say that the work is done; the countdown to verification starts',
    does: 'completes the work',
    done: 'completed',
  },
  requires: 'notes',
  keeps: { completionNotes: 'notes' },
  isResponse: true,
  guard: (state) => refuseOpenSubTickets(state),
  needs: ['files'],
  factGuard: (_state, command, context) => refuseTooManyFiles(command, context),
  decide: (state, { actor }, { at, facts }) => {
    const { autoVerifyAfter, autoCloseAfter } = completeSettings(facts.settings)
    return {
      assigneeId: required(state.assigneeId, 'assignee who completes'),
      autoVerifyAt: after(at, autoVerifyAfter),
      autoCloseAt: autoCloseAfter === null ? null : after(at, autoCloseAfter),
      ...(isOfStaff(state, actor, facts.actor) ? {} : { isResponse: false }),
    }
  },
  evolve: (state, { at, assigneeId, autoVerifyAt, autoCloseAt }) => {
    const deadlines = arm(state.deadlines, 'auto_verify', autoVerifyAt, state.seq)
    return {
      ...state,
      status: 'completed',
      assigneeId,
      completedAt: at,
      deadlines: arm(deadlines, 'auto_close', autoCloseAt, state.seq),
    }
  },
  recipients: ({ requesterId }) => [notifyUsers('ticket_completed', requesterId)],
  example: () => ({ payload: {}, textsGiven: ['notes'] }),
}
