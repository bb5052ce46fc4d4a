import { type Approval, currentStep, type Judged, recordDecision } from '../../approval/approval.js'
import {
  approvalNotPending,
  notForOneself,
  notYourSeat,
  notYourStep,
} from '../../approval/refusals.js'
import { type ApprovalStep, hasSeat, listSeatsFor } from '../../approval/step.js'
import { required } from '../../assert.js'
import type { Refusal } from '../../errors.js'
import { type Actor, requireUser } from '../../people.js'
import type { ReadContext } from '../facts.js'
import type { TicketState } from '../state.js'
import type { CommandDefinition, CommandInput } from './command.js'
import * as chain from './lib/approval.js'
import { comeBack } from './lib/sub-ticket-change.js'

interface DecideApprovalPayload {
  approvalId: string
  approved: boolean
  /** The approver for whom a delegate sits; left out: the first who has not decided. */
  for?: string
}

interface ApprovalDecided extends chain.ApprovalTimes, Judged {
  userId: string
  /** Whose seat it was. */
  for: string
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
  conflict: refuseTurn,
  guard: refuseDecision,
  decide: (state, command, context) => {
    const { approval, event } = judge(state, command, context)
    const asked = required(state.approval, 'approval to decide')
    const isSameStep = approval.steps.every(({ status }, i) => status === asked.steps[i]?.status)
    const times = {
      remindAt: state.deadlines.approval_reminder?.at ?? null,
      escalateAt: state.deadlines.approval_escalation?.at ?? null,
    }
    return { ...event, ...(isSameStep ? times : chain.timeStep(approval, context.at)) }
  },
  evolve: (state, event) => {
    const asked = required(state.approval, 'approval')
    const { userId: by, for: seat, approved, at } = event
    const approval = recordDecision(asked, { by, for: seat, at, approved }, event)
    const decided = chain.applyApproval(state, approval, event)
    const isRework = approval.status === 'rejected'
    return isRework ? { ...decided, reworkCount: state.reworkCount + 1 } : comeBack(decided)
  },
  concerns: 'approval',
  recipients: chain.notifyOfApproval,
  example: chooseDecision,
}

/** What the decision makes of the chain, with its deciders as they are now. */
function judge(
  state: TicketState,
  { actor, payload }: CommandInput<DecideApprovalPayload>,
  context: ReadContext,
): {
  approval: Approval
  event: Omit<ApprovalDecided, keyof chain.ApprovalTimes>
} {
  const { at } = context
  const asked = required(state.approval, 'approval to decide')
  const userId = requireUser(actor)
  const step = required(currentStep(asked), 'step to decide')
  const seat = payload.for ?? required(listSeatsFor(step, userId, at)[0], 'seat')
  const people = chain.judgePeople(state, asked, context)
  const { approved } = payload
  const approval = recordDecision(asked, { by: userId, for: seat, at, approved }, people)
  return { approval, event: { userId, for: seat, approved, ...people } }
}

function refuseTurn(
  { approval }: TicketState,
  { actor, payload }: CommandInput<DecideApprovalPayload>,
  { at }: ReadContext,
): Refusal | undefined {
  const step = approval?.id === payload.approvalId ? currentStep(approval) : undefined
  if (step === undefined) return approvalNotPending()
  return refuseSeat(step, requireUser(actor), payload.for, at)
}

/** Who asked, and who filed the ticket, decide nothing; and no approval leads to a step that nobody could decide. */
function refuseDecision(
  state: TicketState,
  command: CommandInput<DecideApprovalPayload>,
  context: ReadContext,
): Refusal | undefined {
  const { approval, event } = judge(state, command, context)
  if (event.barred.includes(requireUser(command.actor))) return notForOneself()
  const next = currentStep(approval)
  return next === undefined ? undefined : chain.refuseUndecidable([next], context.at)
}

/** Approved, unless it can only be rejected. */
function chooseDecision(state: TicketState, actor: Actor, context: ReadContext) {
  const payload = { approvalId: state.approval?.id ?? '', approved: true }
  const command = { commandId: '', actor, payload, textsGiven: [] }
  const isTheirs = actor.kind === 'user' && refuseTurn(state, command, context) === undefined
  const approved = !isTheirs || refuseDecision(state, command, context) === undefined
  return { payload: { ...payload, approved }, textsGiven: [] }
}

function refuseSeat(
  step: ApprovalStep,
  userId: string,
  wanted: string | undefined,
  at: string,
): Refusal | undefined {
  if (!hasSeat(step, userId, at)) return notYourStep()
  const seats = listSeatsFor(step, userId, at)
  if (seats.length === 0) return approvalNotPending()
  if (wanted === undefined || seats.includes(wanted)) return undefined
  const isDecided = step.decisions.some((one) => one.for === wanted)
  return isDecided ? approvalNotPending() : notYourSeat()
}
