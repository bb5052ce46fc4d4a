import { emptyReport } from '../content-refusals.js'
import { notifyModerators } from '../outcome/notifications.js'
import { percentFollows } from '../refusals.js'
import { isSplit } from '../sub-tickets/counts.js'
import type { CommandDefinition } from './command.js'
import { refuseTooManyFiles } from './lib/files.js'
import { isOfStaff } from './lib/response.js'

interface ProgressPayload {
  percent?: number
  attachments?: string[]
}

export const progress: CommandDefinition<ProgressPayload, { percent: number | null }> = {
  rule: {
    who: ['assignee'],
    from: ['in_progress'],
    to: ['same'],
    about: 'Report percent, notes or files',
    does: 'reports progress',
    done: 'reported on',
  },
  keeps: { progressNotes: 'notes' },
  isResponse: true,
  guard: (state, { payload, textsGiven }) => {
    if (payload.percent !== undefined && isSplit(state)) return percentFollows()
    const hasContent = payload.percent !== undefined || textsGiven.includes('notes')
    return hasContent || payload.attachments?.length ? undefined : emptyReport()
  },
  needs: ['files'],
  factGuard: (_state, command, context) => refuseTooManyFiles(command, context),
  decide: (state, { payload, actor }, { facts }) => ({
    percent: payload.percent ?? null,
    ...(isOfStaff(state, actor, facts.actor) ? {} : { isResponse: false }),
  }),
  evolve: (state, { percent }) => ({
    ...state,
    progressPercent: percent ?? state.progressPercent,
  }),
  recipients: ({ requesterId }) => [notifyModerators('progress_updated', requesterId)],
  example: () => ({ payload: {}, textsGiven: ['notes'] }),
}
