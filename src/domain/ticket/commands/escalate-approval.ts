import { escalate } from '../../approval/approval.js'
import { required } from '../../assert.js'
import { disarm } from '../deadlines.js'
import type { CommandDefinition } from './command.js'
import { notifyDeciders } from './lib/approval.js'

export const escalateApproval: CommandDefinition = {
  rule: {
    who: ['system'],
    from: ['awaiting_approval'],
    to: ['same'],
    internal: true,
    about: 'A step has waited too long: others may decide it too',
    does: 'escalates approvals',
    done: 'escalated',
  },
  decide: ({ deadlines }) => (deadlines.approval_escalation === undefined ? undefined : {}),
  evolve: (state) => ({
    ...state,
    approval: escalate(required(state.approval, 'approval')),
    deadlines: disarm(state.deadlines, 'approval_escalation'),
  }),
  recipients: (after, event) => notifyDeciders(after, event),
  example: () => ({ payload: {}, textsGiven: [] }),
}
