import { currentStep, escalate, type Judged } from '../../approval/approval.js'
import { openDeciders } from '../../approval/step.js'
import { required } from '../../assert.js'
import { disarm } from '../deadlines.js'
import { notifyUsers } from '../outcome/notifications.js'
import type { CommandDefinition } from './command.js'
import { judgePeople, notifyDeciders } from './lib/approval.js'

export const escalateApproval: CommandDefinition<object, Judged> = {
  rule: {
    who: ['system'],
    from: ['awaiting_approval'],
    to: ['same'],
    internal: true,
    about: 'A step has waited too long: others may decide it too',
    does: 'escalates approvals',
    done: 'escalated',
  },
  decide: (state, _command, context) => {
    const { approval, deadlines } = state
    if (approval === null || deadlines.approval_escalation === undefined) return undefined
    return judgePeople(state, approval, context)
  },
  evolve: (state, people) => ({
    ...state,
    approval: escalate(required(state.approval, 'approval'), people),
    deadlines: disarm(state.deadlines, 'approval_escalation'),
  }),
  recipients: (after, { at }, before) => {
    const step = currentStep(required(after.approval, 'approval'))
    if (step === undefined) return []
    const was = required(currentStep(required(before.approval, 'approval')), 'step')
    const known = openDeciders(was, at)
    const fresh = openDeciders(step, at).filter((id) => !known.includes(id))
    return fresh.length > 0
      ? [notifyUsers('approval_requested', ...fresh)]
      : notifyDeciders('approval_reminder', step, at)
  },
  example: () => ({ payload: {}, textsGiven: [] }),
}
