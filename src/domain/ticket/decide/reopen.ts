import { refusal } from '../../errors.js'
import { defaultTemplate, dueDates } from '../../sla/due-dates.js'
import { acknowledgeBy } from './assignment.js'
import type { Behaviour } from './behaviour.js'
import { decidedRequest, reopenLimitOf } from './requests.js'

export const reopen: Behaviour<'reopen'> = {
  conflict: (state, command, context) =>
    decidedRequest(state, command) ?? reopenLimitOf(state, command, context),
  guard: (_state, { given }) =>
    given.includes('reason')
      ? undefined
      : refusal('validation_failed', 'Say why.', { reason: ['is required'] }),
  event: (state, { payload }, context) => {
    const { at, facts } = context
    const known = facts.templates.find(({ id }) => id === state.sla.policyId)
    return {
      type: 'reopen',
      at,
      requestId: payload.requestId ?? null,
      dueDates: dueDates(known ?? defaultTemplate(facts.templates, state.priority), at),
      acknowledgeBy: acknowledgeBy(context),
    }
  },
}
