import { type Approval, beginApproval, listOpenSteps } from '../../approval/approval.js'
import { requireUser } from '../../people.js'
import { completeSettings } from '../../settings.js'
import type { DecisionContext } from '../facts.js'
import type { TicketState } from '../state.js'
import type { CommandDefinition, CommandInput } from './command.js'
import * as chain from './lib/approval.js'

interface RequestApprovalPayload {
  amount?: number
  currency?: string
}

interface ApprovalRequested extends chain.ApprovalTimes {
  approval: Approval
}

export const requestApproval: CommandDefinition<RequestApprovalPayload, ApprovalRequested> = {
  rule: {
    who: ['finance_assignee'],
    from: ['in_progress'],
    to: ['awaiting_approval', 'in_progress'],
    refusedAs: 'finance_only',
    about: "Ask for approval by the organization's chain; work waits",
    does: 'asks for approval',
    done: 'put up for approval',
  },
  requires: 'reason',
  needs: ['approvers'],
  factGuard: (state, command, context) =>
    chain.refuseUndecidable(listOpenSteps(begin(state, command, context)), context.at),
  decide: (state, command, context) => {
    const approval = begin(state, command, context)
    return { approval, ...chain.timeStep(approval, context.at) }
  },
  evolve: (state, event) => ({
    ...chain.applyApproval(state, event.approval, event),
    approvalCount: event.approval.n,
  }),
  concerns: 'approval',
  recipients: chain.notifyOfApproval,
  example: () => ({ payload: {}, textsGiven: ['reason'] }),
}

function begin(
  state: TicketState,
  { commandId, actor, payload }: CommandInput<RequestApprovalPayload>,
  context: DecisionContext,
): Approval {
  const { at, facts } = context
  const { amount = null, currency = null } = payload
  const requestedBy = requireUser(actor)
  const request = { id: commandId, n: state.approvalCount + 1, requestedBy, amount, currency }
  const { approvalPolicy } = completeSettings(facts.settings)
  return beginApproval(request, approvalPolicy, {
    at,
    approvedBefore: currency === null ? 0 : (state.approvedAmounts[currency] ?? 0),
    approvers: facts.approvers,
    mayDecide: chain.judgeDecider(state, requestedBy, context),
  })
}
