import { currentStep, openDeciders, recordDecision } from '../../approval/approval.js'
import { required } from '../../assert.js'
import { requireUser } from '../../people.js'
import { approvalNotPending, notYourStep } from '../refusals.js'
import type { TicketState } from '../state.js'
import type { CommandDefinition, Dated } from './command.js'
import { type ApprovalTimes, armApproval, notifyOfApproval, timeStep } from './lib/approval.js'

interface DecideApprovalPayload {
  approvalId: string
  approved: boolean
}

interface ApprovalDecided extends ApprovalTimes {
  userId: string
  approved: boolean
}

export const decideApproval: CommandDefinition<DecideApprovalPayload, ApprovalDecided> = {
  rule: {
    who: ['decider'],
    from: ['awaiting_approval'],
    to: ['in_progress', 'same'],
    about: "Approve or reject the chain's present step",
    does: 'decides an approval',
    done: 'decided on',
  },
  conflict: ({ approval }, { actor, payload }, at) => {
    const step = approval?.id === payload.approvalId ? currentStep(approval) : undefined
    const isAgain = step?.decisions.some(({ by }) => by === requireUser(actor)) === true
    if (step === undefined || isAgain) return approvalNotPending()
    return openDeciders(step, at).includes(requireUser(actor)) ? undefined : notYourStep()
  },
  decide: ({ approval: asked, deadlines }, { actor, payload }, { at }) => {
    const approval = required(asked, 'approval to decide')
    const { approved } = payload
    const userId = requireUser(actor)
    const next = recordDecision(approval, userId, approved, at)
    const isSameStep = next.steps.every(({ status }, i) => status === approval.steps[i]?.status)
    const times = {
      remindAt: deadlines.approval_reminder?.at ?? null,
      escalateAt: deadlines.approval_escalation?.at ?? null,
    }
    return { userId, approved, ...(isSameStep ? times : timeStep(next, at)) }
  },
  evolve: applyDecision,
  concerns: 'approval',
  recipients: notifyOfApproval,
  example: ({ approval }) => ({
    payload: { approvalId: approval?.id ?? '', approved: true },
    textsGiven: [],
  }),
}

function applyDecision(state: TicketState, event: Dated<ApprovalDecided>): TicketState {
  const { userId, approved, at } = event
  const approval = recordDecision(required(state.approval, 'approval'), userId, approved, at)
  return {
    ...state,
    status: approval.status === 'pending' ? 'awaiting_approval' : 'in_progress',
    approval,
    reworkCount: state.reworkCount + (approval.status === 'rejected' ? 1 : 0),
    deadlines: armApproval(state, event),
  }
}
