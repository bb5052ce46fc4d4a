import { type Refusal, refusal } from '../errors.js'

/** The sentences of what is not possible about an approval, and who would help. */

export function approvalNotPending(): Refusal {
  return refusal(
    'approval_not_pending',
    'There is nothing left of this approval for you to decide.',
  )
}

export function noApprover(step: string): Refusal {
  return refusal(
    'no_approver',
    `Nobody may decide the step ${step}: an admin names approvers who neither asked for it nor filed the ticket.`,
    { step },
  )
}

export function notForOneself(): Refusal {
  return refusal(
    'forbidden',
    'Nobody decides what they asked for themselves, nor on a ticket that they filed: the other approvers do.',
  )
}

export function notYourSeat(): Refusal {
  return refusal(
    'forbidden',
    'You do not decide for that approver: leave out for, or name one for whom you sit.',
  )
}

export function notYourStep(): Refusal {
  return refusal('forbidden', 'The step that waits now is for others to decide.')
}
