import {
  type Approval,
  currentStep,
  type Judged,
  listBarred,
  readWaiting,
  renew,
} from '../../../approval/approval.js'
import { noApprover } from '../../../approval/refusals.js'
import { type ApprovalStep, listAsked, openDeciders, openSeats } from '../../../approval/step.js'
import { required } from '../../../assert.js'
import type { Refusal } from '../../../errors.js'
import { completeSettings } from '../../../settings.js'
import { after } from '../../../time.js'
import { keepArmed } from '../../deadlines.js'
import type { ReadContext } from '../../facts.js'
import { type Notification, notifyModerators, notifyUsers } from '../../outcome/notifications.js'
import type { TicketState } from '../../state.js'
import type { Dated } from '../command.js'

/** When the step that waits now is due to be reminded of and escalated. */
export interface ApprovalTimes {
  remindAt: string | null
  escalateAt: string | null
}

/** Approvers of now; but nobody decides what they asked for, nor on a ticket that they filed, or on a part of it. */
export function judgeDecider(
  { requesterId, createdById, parentFiling }: TicketState,
  requestedBy: string,
  { facts: { settings, approvers } }: ReadContext,
): (userId: string) => boolean {
  const { allowSelfApproval } = completeSettings(settings)
  const filers = [requesterId, createdById, parentFiling?.requesterId, parentFiling?.createdById]
  const own = allowSelfApproval ? [] : [requestedBy, ...filers]
  return (userId) => approvers.includes(userId) && !own.includes(userId)
}

/** The people of a running chain as they are now; the event carries them, so that evolving needs no facts. */
export function judgePeople(state: TicketState, approval: Approval, context: ReadContext): Judged {
  const { settings, approvers } = context.facts
  const waiting = readWaiting(approval, completeSettings(settings).approvalPolicy, approvers)
  const mayDecide = judgeDecider(state, approval.requestedBy, context)
  return { barred: listBarred(renew(approval, waiting), mayDecide), waiting }
}

/** A step that nobody could decide would wait for ever. */
export function refuseUndecidable(steps: readonly ApprovalStep[], at: string): Refusal | undefined {
  const step = findUndecidable(steps, at)
  return step === undefined ? undefined : noApprover(step.name)
}

/** Nobody is left for it: no approver, no delegate, and none of those it was escalated to. */
export function findUndecidable(
  steps: readonly ApprovalStep[],
  at: string,
): ApprovalStep | undefined {
  return steps.find((one) => openSeats(one, at).length === 0 && openDeciders(one, at).length === 0)
}

/** Both count from when the step that waits now began. */
export function timeStep(approval: Approval, at: string): ApprovalTimes {
  const step = currentStep(approval)
  const later = (duration: string | null | undefined) =>
    duration === null || duration === undefined ? null : after(at, duration)
  return { remindAt: later(step?.remindEvery), escalateAt: later(step?.escalateAfter) }
}

/** The ticket with the approval as it stands now, which it waits for or not. */
export function applyApproval(
  state: TicketState,
  approval: Approval,
  { remindAt, escalateAt }: ApprovalTimes,
): TicketState {
  const { deadlines, seq } = state
  const reminded = keepArmed(deadlines, 'approval_reminder', remindAt, seq)
  return {
    ...state,
    status: approval.status === 'pending' ? 'awaiting_approval' : 'in_progress',
    approval,
    approvedAmounts: addApproved(state, approval),
    deadlines: keepArmed(reminded, 'approval_escalation', escalateAt, seq),
  }
}

function addApproved(
  { approvedAmounts }: TicketState,
  { status, amount, currency }: Approval,
): TicketState['approvedAmounts'] {
  if (status !== 'approved' || amount === null || currency === null) return approvedAmounts
  return { ...approvedAmounts, [currency]: (approvedAmounts[currency] ?? 0) + amount }
}

/** Those whose turn it is; the moderators where nobody is left to decide this step. */
export function notifyDeciders(
  type: 'approval_requested' | 'approval_reminder',
  step: ApprovalStep,
  at: string,
): Notification[] {
  const deciders = openDeciders(step, at)
  return [deciders.length === 0 ? notifyModerators(type) : notifyUsers(type, ...deciders)]
}

/** The moderators too where the chain can't be granted, because nobody may decide one of its steps. */
export function notifyReminded(
  approval: Approval,
  { at, undecidable }: Dated<{ undecidable: string | null }>,
): Notification[] {
  const deciders = openDeciders(required(currentStep(approval), 'step'), at)
  return undecidable === null
    ? [notifyUsers('approval_reminder', ...deciders)]
    : [notifyModerators('approval_reminder', ...deciders)]
}

/** Moderators, assignee and requester once it is decided; otherwise the deciders of a step that has just begun. */
export function notifyOfApproval(
  { approval, assigneeId, requesterId }: TicketState,
  { at }: Dated<object>,
  before: TicketState,
): Notification[] {
  if (approval?.status !== 'pending') {
    return [notifyModerators('approval_decided', assigneeId, requesterId)]
  }
  const step = currentStep(approval)
  const wasThere =
    before.approval?.id === approval.id && findPlace(before.approval) === findPlace(approval)
  return step === undefined || wasThere ? [] : notifyDeciders('approval_requested', step, at)
}

function findPlace({ steps }: Approval): number {
  return steps.findIndex(({ status }) => status === 'pending')
}

/** Those whom the step asked that an event has cancelled. */
export function notifyCancelled(before: TicketState, after: TicketState): Notification[] {
  const step = before.approval === null ? undefined : currentStep(before.approval)
  if (step === undefined || after.approval?.status !== 'cancelled') return []
  return [notifyUsers('approval_cancelled', ...listAsked(step))]
}
