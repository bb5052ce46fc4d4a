import type { ApprovalPolicy, Delegate, PolicyStep } from './policy.js'

export const APPROVAL_STATUSES = ['pending', 'approved', 'rejected', 'cancelled'] as const
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number]

export const STEP_STATUSES = ['waiting', 'pending', 'approved', 'rejected', 'skipped'] as const
export type StepStatus = (typeof STEP_STATUSES)[number]

export interface ApprovalStep {
  name: string
  status: StepStatus
  mode: PolicyStep['mode']
  approvers: string[]
  delegates: Delegate[]
  /** Those it was escalated to, once it was. */
  escalated: string[]
  escalateTo: string[]
  remindEvery: string | null
  escalateAfter: string | null
  decisions: { by: string; at: string; approved: boolean }[]
}

/** A chain of steps; reason and comments are texts and stay in PostgreSQL. */
export interface Approval {
  id: string
  /** Which approval of the ticket it is, from 1. */
  n: number
  status: ApprovalStatus
  requestedBy: string
  at: string
  /** Minor units. */
  amount: number | null
  currency: string | null
  steps: ApprovalStep[]
  decidedAt: string | null
}

export interface ApprovalRequest {
  id: string
  n: number
  requestedBy: string
  amount: number | null
  currency: string | null
}

/** A chain as the policy and the amount make it; `isActive` says who may be asked. It is granted at once when all steps are skipped. */
export function beginApproval(
  request: ApprovalRequest,
  policy: ApprovalPolicy,
  approvers: readonly string[],
  isActive: (userId: string) => boolean,
  at: string,
): Approval {
  const steps = policy.steps.map((step): ApprovalStep => {
    const asked = step.approvers.length === 0 ? approvers : step.approvers
    const below =
      step.minAmount !== null && request.amount !== null && request.amount < step.minAmount
    return {
      name: step.name,
      status: below ? 'skipped' : 'waiting',
      mode: step.mode,
      approvers: asked.filter(isActive),
      delegates: step.delegates.filter(({ userId }) => isActive(userId)),
      escalated: [],
      escalateTo: step.escalateTo.filter(isActive),
      remindEvery: step.remindEvery,
      escalateAfter: step.escalateAfter,
      decisions: [],
    }
  })
  return advance({ ...request, status: 'pending', at, steps, decidedAt: null }, at)
}

/** The step that waits for a decision. */
export function currentStep({ status, steps }: Approval): ApprovalStep | undefined {
  return status === 'pending' ? steps.find((step) => step.status === 'pending') : undefined
}

/** Who may decide a step at an instant and has not yet: approvers, delegates in date, those escalated to. */
export function openDeciders(step: ApprovalStep, at: string): string[] {
  const delegates = step.delegates.filter(
    ({ from, to }) => (from === null || from <= at) && (to === null || at <= to),
  )
  const all = [...step.approvers, ...delegates.map(({ userId }) => userId), ...step.escalated]
  return [...new Set(all)].filter((id) => !step.decisions.some(({ by }) => by === id))
}

/** Everyone who is or may come to be asked: they see the ticket. */
export function listDeciders({ steps }: Approval): string[] {
  return [
    ...new Set(
      steps.flatMap(({ approvers, delegates, escalateTo }) => [
        ...approvers,
        ...delegates.map(({ userId }) => userId),
        ...escalateTo,
      ]),
    ),
  ]
}

/** One rejection rejects; an `all` step needs as many approvals as it has approvers. */
export function recordDecision(
  approval: Approval,
  by: string,
  approved: boolean,
  at: string,
): Approval {
  return advance(
    mapCurrent(approval, (step) => {
      const decisions = [...step.decisions, { by, at, approved }]
      const needed = step.mode === 'any' ? 1 : Math.max(step.approvers.length, 1)
      const status = !approved ? 'rejected' : decisions.length >= needed ? 'approved' : 'pending'
      return { ...step, decisions, status }
    }),
    at,
  )
}

export function escalate(approval: Approval): Approval {
  return mapCurrent(approval, (step) => ({ ...step, escalated: step.escalateTo }))
}

export function cancel(approval: Approval, at: string): Approval {
  return { ...approval, status: 'cancelled', decidedAt: at }
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
    steps: steps.map((step, index) => (index === next ? { ...step, status: 'pending' } : step)),
  }
}
