import { refusal } from '../../errors.js'
import type { Behaviour } from './behaviour.js'

export const progress: Behaviour<'progress'> = {
  conflict: ({ subTickets }, { payload }) =>
    payload.percent === undefined || subTickets === null
      ? undefined
      : refusal('progress_is_computed', 'The percent follows from the sub-tickets.'),
  guard: (_state, { payload, given }) =>
    payload.percent !== undefined || given.includes('notes') || payload.attachments?.length
      ? undefined
      : refusal('validation_failed', 'Report a percent, notes or files.', {
          percent: ['is required unless notes or attachments are given'],
        }),
  event: (_state, { payload }, { at }) => ({
    type: 'progress',
    at,
    percent: payload.percent ?? null,
  }),
}
