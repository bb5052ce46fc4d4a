import { currentStep, type Judged, listOpenSteps, rejudge } from '../../approval/approval.js'
import { required } from '../../assert.js'
import { armRepeat } from '../deadlines.js'
import type { CommandDefinition } from './command.js'
import { findUndecidable, judgePeople, notifyReminded } from './lib/approval.js'
import { decideRepeat, type Repeated } from './lib/reminders.js'

interface ApprovalReminded extends Judged, Repeated {
  /** A step that nobody may decide: the moderators are told. */
  undecidable: string | null
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
  decide: (state, _command, context) => {
    const { approval, deadlines } = state
    const due = deadlines.approval_reminder
    const every = approval === null ? null : (currentStep(approval)?.remindEvery ?? null)
    if (approval === null || due === undefined || every === null) return undefined
    const people = judgePeople(state, approval, context)
    const steps = listOpenSteps(rejudge(approval, people))
    const undecidable = findUndecidable(steps, context.at)?.name ?? null
    return { ...decideRepeat(due, every, context.at), undecidable, ...people }
  },
  evolve: (state, { n, nextAt, barred, waiting }) => ({
    ...state,
    approval: rejudge(required(state.approval, 'approval'), { barred, waiting }),
    deadlines: armRepeat(state.deadlines, 'approval_reminder', nextAt, n),
  }),
  recipients: ({ approval }, event) => notifyReminded(required(approval, 'approval'), event),
  example: () => ({ payload: {}, textsGiven: [] }),
}
