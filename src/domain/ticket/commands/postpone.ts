import { completeSettings } from '../../settings.js'
import { after } from '../../time.js'
import { arm } from '../deadlines.js'
import { notifyUsers } from '../outcome/notifications.js'
import type { Postponed, TicketState } from '../state.js'
import type { CommandDefinition, Dated } from './command.js'
import { refuseInstant } from './lib/instants.js'
import { notifyAsker, refuseDecided, removeRequest } from './lib/requests.js'
import { type Undoable, undoUntil } from './lib/undo-window.js'

interface PostponePayload {
  reminderEvery?: string
  resumeAt?: string
  requestId?: string
}

interface PostponedEvent extends Undoable {
  reminderEvery: string
  remindAt: string
  resumeAt: string | null
  /** The request that was granted by this. */
  requestId: string | null
}

export const postpone: CommandDefinition<PostponePayload, PostponedEvent> = {
  rule: {
    who: ['moderator'],
    from: ['open', 'assigned', 'in_progress', 'reopened'],
    to: ['postponed'],
    undoable: true,
    about: 'Put it off for a reason; reminders run and its clocks stand',
    does: 'postpones tickets',
    done: 'postponed',
  },
  requires: 'reason',
  keeps: { postponeReason: 'reason' },
  conflict: refuseDecided,
  guard: (_state, { payload: { resumeAt } }, { at }) => refuseInstant('resumeAt', resumeAt, at),
  decide: (_state, { payload }, context) => {
    const { at, facts } = context
    const { postponeReminderEvery } = completeSettings(facts.settings)
    const reminderEvery = payload.reminderEvery ?? postponeReminderEvery
    return {
      reminderEvery,
      remindAt: after(at, reminderEvery),
      resumeAt: payload.resumeAt ?? null,
      requestId: payload.requestId ?? null,
      undoUntil: undoUntil(context),
    }
  },
  evolve: putOff,
  recipients: ({ requesterId, assigneeId }, { requestId }, before) => [
    notifyUsers('ticket_postponed', requesterId, assigneeId),
    ...notifyAsker(before, requestId),
  ],
  example: () => ({ payload: {}, textsGiven: ['reason'] }),
}

function putOff(state: TicketState, event: Dated<PostponedEvent>): TicketState {
  const { at, reminderEvery, remindAt, resumeAt, requestId } = event
  const reminded = arm(state.deadlines, 'postpone_reminder', remindAt, state.seq)
  return {
    ...state,
    status: 'postponed',
    postponed: {
      at,
      from: state.status as Postponed['from'], // the rule allows these statuses alone
      reminderEvery,
      resumeAt,
      acknowledgeAt: state.deadlines.acknowledge?.at ?? null,
    },
    requests: removeRequest(state, requestId),
    deadlines: arm(reminded, 'resume', resumeAt, state.seq),
  }
}
