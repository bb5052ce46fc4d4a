import { currentStep } from '../../approval/approval.js'
import { required } from '../../assert.js'
import { nextRepeat } from '../../time.js'
import { armRepeat } from '../deadlines.js'
import type { CommandDefinition } from './command.js'
import { notifyDeciders } from './lib/approval.js'

interface ApprovalReminded {
  n: number
  nextAt: string
}

export const remindApproval: CommandDefinition<object, ApprovalReminded> = {
  rule: {
    who: ['system'],
    from: ['awaiting_approval'],
    to: ['same'],
    internal: true,
    about: 'A step still waits for its deciders',
    does: 'reminds of approvals',
    done: 'reminded of',
  },
  decide: ({ approval, deadlines }, _command, { at }) => {
    const due = deadlines.approval_reminder
    const every = approval === null ? null : (currentStep(approval)?.remindEvery ?? null)
    if (due === undefined || every === null) return undefined
    // an outage shifts none, and those missed are one
    return { n: due.n ?? 1, nextAt: nextRepeat(due.at, every, at) }
  },
  evolve: (state, { n, nextAt }) => ({
    ...state,
    deadlines: armRepeat(state.deadlines, 'approval_reminder', nextAt, n),
  }),
  recipients: ({ approval }, { at }) => {
    const step = required(currentStep(required(approval, 'approval')), 'step')
    return notifyDeciders('approval_reminder', step, at)
  },
  example: () => ({ payload: {}, textsGiven: [] }),
}
