import { refusal } from '../../errors.js'
import { completeSettings } from '../../settings.js'
import { after } from '../../time.js'
import type { Behaviour } from './behaviour.js'
import { undoUntil } from './ending.js'
import { decidedRequest } from './requests.js'

export const postpone: Behaviour<'postpone'> = {
  conflict: decidedRequest,
  guard: (_state, { payload, given }, { at }) => {
    if (!given.includes('reason')) {
      return refusal('validation_failed', 'Say why.', { reason: ['is required'] })
    }
    return payload.resumeAt === undefined || payload.resumeAt > at
      ? undefined
      : refusal('validation_failed', 'It can only be resumed later.', {
          resumeAt: ['must be in the future'],
        })
  },
  event: (_state, { payload }, context) => {
    const { at, facts } = context
    const reminderEvery =
      payload.reminderEvery ?? completeSettings(facts.settings).postponeReminderEvery
    return {
      type: 'postpone',
      at,
      reminderEvery,
      remindAt: after(at, reminderEvery),
      resumeAt: payload.resumeAt ?? null,
      requestId: payload.requestId ?? null,
      undoUntil: undoUntil(context),
    }
  },
}

/** By itself, when `resumeAt` has come, it can't be undone. */
export const restart: Behaviour<'restart'> = {
  event: (_state, { actor }, context) => ({
    type: 'restart',
    at: context.at,
    undoUntil: actor.kind === 'system' ? null : undoUntil(context),
  }),
}

/** To whoever works on it, else to the department's head; late by however long nothing ran, it goes on from its own time. */
export const remindPostponed: Behaviour<'remind_postponed'> = {
  event: ({ deadlines, postponed, assigneeId, departmentId }, _command, { at, facts }) => {
    const owed = deadlines.postpone_reminder
    if (owed === undefined || postponed === null) return undefined
    const head = departmentId === null ? null : (facts.departments[departmentId]?.headId ?? null)
    return {
      type: 'remind_postponed',
      at,
      n: owed.n ?? 1,
      nextAt: after(owed.at, postponed.reminderEvery),
      users: [assigneeId ?? head].filter((id) => id !== null),
    }
  },
}
