import { type Approval, beginApproval, listOpenSteps } from '../../approval/approval.js'
import type { Refusal } from '../../errors.js'
import { type Actor, requireUser } from '../../people.js'
import { completeSettings } from '../../settings.js'
import type { ReadContext } from '../facts.js'
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
  guard: refuseUndecidable,
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
  example: (state, actor, context) => ({
    payload: chooseAmount(state, actor, context),
    textsGiven: ['reason'],
  }),
}

function begin(
  state: TicketState,
  { commandId, actor, payload }: CommandInput<RequestApprovalPayload>,
  context: ReadContext,
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

function refuseUndecidable(
  state: TicketState,
  command: CommandInput<RequestApprovalPayload>,
  context: ReadContext,
): Refusal | undefined {
  return chain.refuseUndecidable(listOpenSteps(begin(state, command, context)), context.at)
}

/** None, unless only a small amount gets past a step that nobody could decide. */
function chooseAmount(
  state: TicketState,
  actor: Actor,
  context: ReadContext,
): RequestApprovalPayload {
  if (actor.kind !== 'user') return {}
  const { approvalPolicy } = completeSettings(context.facts.settings)
  const small = approvalPolicy.steps.flatMap(({ currency }) =>
    currency === null ? [] : [{ amount: 0, currency }],
  )
  const isPossible = (payload: RequestApprovalPayload) => {
    const command = { commandId: '', actor, payload, textsGiven: [] }
    return refuseUndecidable(state, command, context) === undefined
  }
  return [{}, ...small].find(isPossible) ?? {}
}
