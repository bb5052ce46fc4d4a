import { required } from '../../assert.js'
import { refusal } from '../../errors.js'
import { completeSettings } from '../../settings.js'
import { after } from '../../time.js'
import type { Behaviour } from './behaviour.js'
import { subTicketsOpen } from './sub-tickets.js'

export const complete: Behaviour<'complete'> = {
  guard: (state, { given }) =>
    given.includes('notes')
      ? subTicketsOpen(state)
      : refusal('validation_failed', 'Say what was done.', { notes: ['is required'] }),
  event: (state, _command, { at, facts }) => {
    const { autoVerifyAfter, autoCloseAfter } = completeSettings(facts.settings)
    return {
      type: 'complete',
      at,
      assigneeId: required(state.assigneeId, 'assignee who completes'),
      autoVerifyAt: after(at, autoVerifyAfter),
      autoCloseAt: autoCloseAfter === null ? null : after(at, autoCloseAfter),
    }
  },
}
