import {
  type Approval,
  beginApproval,
  currentStep,
  decided,
  decidersOf,
} from '../../approval/approval.js'
import { required } from '../../assert.js'
import { refusal } from '../../errors.js'
import { type Actor, requireUser } from '../../people.js'
import { completeSettings } from '../../settings.js'
import { after } from '../../time.js'
import type { Command, DecisionContext } from '../commands.js'
import type { TicketState } from '../state.js'
import type { Behaviour } from './behaviour.js'

export const requestApproval: Behaviour<'request_approval'> = {
  guard: (state, command, context) => {
    if (!command.given.includes('reason')) {
      return refusal('validation_failed', 'Say what is to be approved.', {
        reason: ['is required'],
      })
    }
    const begun = begin(state, command, context)
    const deaf = begun.steps.find(
      (step) => step.status !== 'skipped' && step.approvers.length + step.delegates.length === 0,
    )
    return deaf === undefined
      ? undefined
      : refusal('no_approver', `Nobody can decide the step ${deaf.name}.`)
  },
  event: (state, command, context) => {
    const approval = begin(state, command, context)
    return { type: 'request_approval', at: context.at, approval, ...timesOf(approval, context.at) }
  },
}

function begin(
  state: TicketState,
  { commandId, actor, payload }: Command<'request_approval'>,
  { at, facts }: DecisionContext,
): Approval {
  const asked = {
    id: commandId,
    n: state.approvalCount + 1,
    requestedBy: requireUser(actor),
    amount: payload.amount ?? null,
    currency: payload.currency ?? null,
  }
  const active = (userId: string) => facts.people[userId] !== undefined
  return beginApproval(
    asked,
    completeSettings(facts.settings).approvalPolicy,
    facts.approvers,
    active,
    at,
  )
}

/** Counted from when the step that waits now began. */
function timesOf(approval: Approval, at: string) {
  const step = currentStep(approval)
  const later = (duration: string | null | undefined) =>
    duration === null || duration === undefined ? null : after(at, duration)
  return { remindAt: later(step?.remindEvery), escalateAt: later(step?.escalateAfter) }
}

export const decideApproval: Behaviour<'decide_approval'> = {
  conflict: ({ approval }, { actor, payload }, { at }) => {
    const step = approval?.id === payload.approvalId ? currentStep(approval) : undefined
    const again = step?.decisions.some(({ by }) => by === requireUser(actor)) === true
    if (step === undefined || again) {
      return refusal('approval_not_pending', 'There is nothing of it left to decide for you.')
    }
    return decidersOf(step, at).includes(requireUser(actor))
      ? undefined
      : refusal('forbidden', 'It is not your step to decide now.')
  },
  event: ({ approval: asked, deadlines }, { actor, payload }, { at }) => {
    const approval = required(asked, 'approval to decide')
    const { approved } = payload
    const next = decided(approval, requireUser(actor), approved, at)
    const sameStep = next.steps.every(({ status }, i) => status === approval.steps[i]?.status)
    const times = sameStep
      ? {
          remindAt: deadlines.approval_reminder?.at ?? null,
          escalateAt: deadlines.approval_escalation?.at ?? null,
        }
      : timesOf(next, at)
    return { type: 'decide_approval', at, userId: requireUser(actor), approved, ...times }
  },
}

/** Of one whom the approval names. */
export function mayDecideNow({ approval }: TicketState, actor: Actor, at: string): boolean {
  const step = currentStep(required(approval, 'approval of a decider'))
  return step !== undefined && decidersOf(step, at).includes(requireUser(actor))
}

/** Late by however long nothing ran, it goes on from its own time. */
export const remindApproval: Behaviour<'remind_approval'> = {
  event: ({ approval, deadlines }, _command, { at }) => {
    const owed = deadlines.approval_reminder
    const every = approval === null ? undefined : currentStep(approval)?.remindEvery
    if (owed === undefined || every === undefined || every === null) return undefined
    return { type: 'remind_approval', at, n: owed.n ?? 1, nextAt: after(owed.at, every) }
  },
}

export const escalateApproval: Behaviour<'escalate_approval'> = {
  event: ({ deadlines }, _command, { at }) =>
    deadlines.approval_escalation === undefined ? undefined : { type: 'escalate_approval', at },
}
