import { type Approval, beginApproval } from '../../approval/approval.js'
import { requireUser } from '../../people.js'
import { completeSettings } from '../../settings.js'
import type { DecisionContext } from '../facts.js'
import { noApprover } from '../refusals.js'
import type { TicketState } from '../state.js'
import type { CommandDefinition, CommandInput } from './command.js'
import { type ApprovalTimes, armApproval, notifyOfApproval, timeStep } from './lib/approval.js'

interface RequestApprovalPayload {
  amount?: number
  currency?: string
}

interface ApprovalRequested extends ApprovalTimes {
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
  factGuard: (state, command, context) => {
    const { steps } = begin(state, command, context)
    const undecidable = steps.find(
      (step) => step.status !== 'skipped' && step.approvers.length + step.delegates.length === 0,
    )
    return undecidable === undefined ? undefined : noApprover(undecidable.name)
  },
  decide: (state, command, context) => {
    const approval = begin(state, command, context)
    return { approval, ...timeStep(approval, context.at) }
  },
  evolve: (state, event) => ({
    ...state,
    status: event.approval.status === 'pending' ? 'awaiting_approval' : 'in_progress',
    approval: event.approval,
    approvalCount: event.approval.n,
    deadlines: armApproval(state, event),
  }),
  concerns: 'approval',
  recipients: notifyOfApproval,
  example: () => ({ payload: {}, textsGiven: ['reason'] }),
}

function begin(
  state: TicketState,
  { commandId, actor, payload }: CommandInput<RequestApprovalPayload>,
  { at, facts }: DecisionContext,
): Approval {
  const request = {
    id: commandId,
    n: state.approvalCount + 1,
    requestedBy: requireUser(actor),
    amount: payload.amount ?? null,
    currency: payload.currency ?? null,
  }
  const isActive = (userId: string) => facts.people[userId] !== undefined
  const { approvalPolicy } = completeSettings(facts.settings)
  return beginApproval(request, approvalPolicy, facts.approvers, isActive, at)
}
