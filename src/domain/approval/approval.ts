import type { ApprovalPolicy, PolicyStep, StepPeople } from './policy.js'
import {
  type ApprovalStep,
  listAsked,
  listNamed,
  openSeats,
  type StepDecision,
  type StepStatus,
} from './step.js'

export const APPROVAL_STATUSES = ['pending', 'approved', 'rejected', 'cancelled'] as const
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number]

/** A chain of steps; reason and comments are texts and stay in PostgreSQL. */
export interface Approval extends ApprovalRequest {
  status: ApprovalStatus
  at: string
  steps: ApprovalStep[]
  decidedAt: string | null
}

export interface ApprovalRequest {
  id: string
  /** Which approval of the ticket it is, from 1. */
  n: number
  requestedBy: string
  /** Minor units. */
  amount: number | null
  currency: string | null
}

/** What a chain is begun with beside its policy. */
export interface ChainStart {
  at: string
  /** What was approved before in the currency of this request: amounts of one ticket add up. */
  approvedBefore: number
  /** Everyone with the role, for the steps that name nobody. */
  approvers: readonly string[]
  mayDecide: (userId: string) => boolean
}

/** A chain as the policy and the amount make it. It is granted at once when all steps are skipped. */
export function beginApproval(
  request: ApprovalRequest,
  policy: ApprovalPolicy,
  { at, approvedBefore, approvers, mayDecide }: ChainStart,
): Approval {
  const steps = policy.steps.map((step): ApprovalStep => {
    const { name, mode, delegates, escalateTo, remindEvery, escalateAfter } = step
    return {
      name,
      status: isBelow(step, request, approvedBefore) ? 'skipped' : 'waiting',
      at: null,
      mode,
      approvers: step.approvers.length === 0 ? [...approvers] : step.approvers,
      delegates,
      escalated: [],
      escalateTo,
      barred: [],
      remindEvery,
      escalateAfter,
      decisions: [],
    }
  })
  const chain: Approval = { ...request, status: 'pending', at, steps, decidedAt: null }
  return advance(bar(chain, listBarred(chain, mayDecide)), at)
}

function isBelow(
  { minAmount, currency }: PolicyStep,
  request: ApprovalRequest,
  approvedBefore: number,
): boolean {
  if (minAmount === null || request.amount === null || request.currency !== currency) return false
  return approvedBefore + request.amount < minAmount
}

/** The step that waits for a decision. */
export function currentStep({
  status,
  steps,
}: Pick<Approval, 'status' | 'steps'>): ApprovalStep | undefined {
  return status === 'pending' ? steps.find((step) => step.status === 'pending') : undefined
}

/** Everyone who is or was asked: they see the ticket. */
export function listDeciders({ steps }: Approval): string[] {
  return [...new Set(steps.flatMap(listAsked))]
}

/** Of those whom the chain names, who may not decide. */
export function listBarred({ steps }: Approval, mayDecide: (userId: string) => boolean): string[] {
  return [...new Set(steps.flatMap(listNamed))].filter((id) => !mayDecide(id))
}

/** The step that waits, and those that are still to come. */
export function listOpenSteps({ steps }: Approval): ApprovalStep[] {
  return steps.filter(isOpen)
}

function isOpen({ status }: ApprovalStep): boolean {
  return status === 'pending' || status === 'waiting'
}

/** One rejection rejects; an `any` step takes one approval, an `all` step that of every seat. */
export function recordDecision(
  approval: Approval,
  decision: StepDecision,
  people: Judged,
): Approval {
  const { approved, at } = decision
  const judged = mapCurrent(rejudge(approval, people), (given) => {
    const step = { ...given, decisions: [...given.decisions, decision] }
    const isDone = step.mode === 'any' || openSeats(step, at).length === 0
    const status: StepStatus = !approved ? 'rejected' : isDone ? 'approved' : 'pending'
    return { ...step, status }
  })
  return advance(judged, at)
}

/** Those it is escalated to may decide the step too, but for whoever may not. */
export function escalate(approval: Approval, people: Judged): Approval {
  return mapCurrent(rejudge(approval, people), (step) => ({
    ...step,
    escalated: step.escalateTo.filter((id) => !step.barred.includes(id)),
  }))
}

export function cancel(approval: Approval, at: string): Approval {
  return { ...approval, status: 'cancelled', decidedAt: at }
}

/** Those who may decide a chain change while it runs: who may not, and whom the policy names for steps not yet reached. */
export interface Judged {
  barred: string[]
  /** In the order of the steps that wait to be reached. */
  waiting: StepPeople[]
}

/** Whom the policy's step of that name has now, of several that in the same turn; one that is gone stays as it was. */
export function readWaiting(
  { steps }: Approval,
  policy: ApprovalPolicy,
  approvers: readonly string[],
): StepPeople[] {
  return steps.flatMap((step, index) => {
    if (!isWaiting(step)) return []
    const turn = steps.slice(0, index).filter(({ name }) => name === step.name).length
    const known = policy.steps.filter(({ name }) => name === step.name)[turn] ?? step
    const { delegates, escalateTo } = known
    const named = known.approvers.length === 0 ? [...approvers] : known.approvers
    return [{ approvers: named, delegates, escalateTo }]
  })
}

/** The same chain with the people of now. */
export function rejudge(approval: Approval, { barred, waiting }: Judged): Approval {
  return bar(renew(approval, waiting), barred)
}

export function renew(approval: Approval, waiting: readonly StepPeople[]): Approval {
  const left = [...waiting]
  const steps = approval.steps.map((step) =>
    isWaiting(step) ? { ...step, ...left.shift() } : step,
  )
  return { ...approval, steps }
}

function isWaiting({ status }: ApprovalStep): boolean {
  return status === 'waiting'
}

/** Steps that are decided keep whom they were judged by. */
function bar(approval: Approval, barred: readonly string[]): Approval {
  const steps = approval.steps.map((step) =>
    isOpen(step) ? { ...step, barred: listNamed(step).filter((id) => barred.includes(id)) } : step,
  )
  return { ...approval, steps }
}

function mapCurrent(approval: Approval, change: (step: ApprovalStep) => ApprovalStep): Approval {
  return {
    ...approval,
    steps: approval.steps.map((step) => (step.status === 'pending' ? change(step) : step)),
  }
}

/** The chain goes on to its next step, or ends. */
function advance(approval: Approval, at: string): Approval {
  const { steps } = approval
  if (steps.some(({ status }) => status === 'rejected')) {
    return { ...approval, status: 'rejected', decidedAt: at }
  }
  if (steps.some(({ status }) => status === 'pending')) return approval
  const next = steps.findIndex(({ status }) => status === 'waiting')
  if (next === -1) return { ...approval, status: 'approved', decidedAt: at }
  return {
    ...approval,
    steps: steps.map((step, index) => (index === next ? { ...step, status: 'pending', at } : step)),
  }
}
