import { type Approval, currentStep, openDeciders } from '../../../approval/approval.js'
import { required } from '../../../assert.js'
import { after } from '../../../time.js'
import { keepArmed } from '../../deadlines.js'
import {
  type Notification,
  type NotificationType,
  notifyModerators,
  notifyUsers,
} from '../../outcome/notifications.js'
import type { TicketState } from '../../state.js'
import type { Dated } from '../command.js'

/** When the step that waits now is due to be reminded of and escalated. */
export interface ApprovalTimes {
  remindAt: string | null
  escalateAt: string | null
}

/** Both count from when the step that waits now began. */
export function timeStep(approval: Approval, at: string): ApprovalTimes {
  const step = currentStep(approval)
  const later = (duration: string | null | undefined) =>
    duration === null || duration === undefined ? null : after(at, duration)
  return { remindAt: later(step?.remindEvery), escalateAt: later(step?.escalateAfter) }
}

export function armApproval(
  { deadlines, seq }: TicketState,
  { remindAt, escalateAt }: ApprovalTimes,
): TicketState['deadlines'] {
  const reminded = keepArmed(deadlines, 'approval_reminder', remindAt, seq)
  return keepArmed(reminded, 'approval_escalation', escalateAt, seq)
}

/** Those whose turn it is. */
export function notifyDeciders(
  { approval }: TicketState,
  { at }: Dated<object>,
  type: NotificationType = 'approval_requested',
): Notification[] {
  const step = currentStep(required(approval, 'approval to ask for'))
  return step === undefined ? [] : [notifyUsers(type, ...openDeciders(step, at))]
}

/** Those whose turn it was, where the ticket has moved on without them. */
export function notifyCancelled(
  before: TicketState,
  event: Dated<object>,
  after: TicketState,
): Notification[] {
  const isCancelled =
    before.approval?.status === 'pending' && after.approval?.status === 'cancelled'
  return isCancelled ? notifyDeciders(before, event, 'approval_cancelled') : []
}

/** Those who asked when it is decided, those who are next when it went on, else nobody. */
export function notifyOfApproval(
  after: TicketState,
  event: Dated<object>,
  before: TicketState,
): Notification[] {
  if (after.approval?.status !== 'pending') {
    return [notifyModerators('approval_decided', after.assigneeId, after.requesterId)]
  }
  const steps = ({ approval }: TicketState) => approval?.steps.map(({ status }) => status).join()
  return steps(after) === steps(before) ? [] : notifyDeciders(after, event)
}
