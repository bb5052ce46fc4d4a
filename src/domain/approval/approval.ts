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

export interface Asked {
  id: string
  n: number
  requestedBy: string
  amount: number | null
  currency: string | null
}

/** A chain as the policy and the amount make it; `active` says who may be asked. Granted at once when all is skipped. */
export function beginApproval(
  asked: Asked,
  policy: ApprovalPolicy,
  everyApprover: readonly string[],
  active: (userId: string) => boolean,
  at: string,
): Approval {
  const steps = policy.steps.map((step): ApprovalStep => {
    const approvers = step.approvers.length === 0 ? everyApprover : step.approvers
    const below = step.minAmount !== null && asked.amount !== null && asked.amount < step.minAmount
    return {
      name: step.name,
      status: below ? 'skipped' : 'waiting',
      mode: step.mode,
      approvers: approvers.filter(active),
      delegates: step.delegates.filter(({ userId }) => active(userId)),
      escalated: [],
      escalateTo: step.escalateTo.filter(active),
      remindEvery: step.remindEvery,
      escalateAfter: step.escalateAfter,
      decisions: [],
    }
  })
  return advanced({ ...asked, status: 'pending', at, steps, decidedAt: null }, at)
}

/** The step that waits for a decision. */
export function currentStep({ status, steps }: Approval): ApprovalStep | undefined {
  return status === 'pending' ? steps.find((step) => step.status === 'pending') : undefined
}

/** Who may decide a step at an instant and has not yet: approvers, delegates in date, those escalated to. */
export function decidersOf(step: ApprovalStep, at: string): string[] {
  const delegates = step.delegates.filter(
    ({ from, to }) => (from === null || from <= at) && (to === null || at <= to),
  )
  const all = [...step.approvers, ...delegates.map(({ userId }) => userId), ...step.escalated]
  return [...new Set(all)].filter((id) => !step.decisions.some(({ by }) => by === id))
}

/** Everyone who is or may come to be asked: they see the ticket. */
export function everyDecider({ steps }: Approval): string[] {
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
export function decided(approval: Approval, by: string, approved: boolean, at: string): Approval {
  return advanced(
    mapCurrent(approval, (step) => {
      const decisions = [...step.decisions, { by, at, approved }]
      const needed = step.mode === 'any' ? 1 : Math.max(step.approvers.length, 1)
      const status = !approved ? 'rejected' : decisions.length >= needed ? 'approved' : 'pending'
      return { ...step, decisions, status }
    }),
    at,
  )
}

export function escalated(approval: Approval): Approval {
  return mapCurrent(approval, (step) => ({ ...step, escalated: step.escalateTo }))
}

export function cancelled(approval: Approval, at: string): Approval {
  return { ...approval, status: 'cancelled', decidedAt: at }
}

function mapCurrent(approval: Approval, change: (step: ApprovalStep) => ApprovalStep): Approval {
  return {
    ...approval,
    steps: approval.steps.map((step) => (step.status === 'pending' ? change(step) : step)),
  }
}

/** The chain goes on to its next step, or ends. */
function advanced(approval: Approval, at: string): Approval {
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
