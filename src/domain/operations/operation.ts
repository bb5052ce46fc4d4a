import { assertNever } from '../assert.js'
import { type Refusal, refusal } from '../errors.js'

/** What takes its time, by what a run of it is called in Temporal. */
export const OPERATION_FAMILIES = {
  audit_export: 'export',
  staff_sync: 'sync',
  user_erasure: 'erasure',
  retention_run: 'retention',
  user_export: 'export',
  rule_arming: 'arming',
  rule_simulation: 'simulation',
  policy_simulation: 'simulation',
} as const satisfies Record<string, string>
export type OperationKind = keyof typeof OPERATION_FAMILIES
export const OPERATION_KINDS = Object.keys(OPERATION_FAMILIES) as OperationKind[] // the keys of that very object
export type OperationFamily = (typeof OPERATION_FAMILIES)[OperationKind]

export const OPERATION_STATUSES = [
  'pending',
  'running',
  'completed',
  'failed',
  'cancelled',
] as const
export type OperationStatus = (typeof OPERATION_STATUSES)[number]

/** All that a run and its activities tell each other. */
export interface OperationRef {
  organizationId: string
  operationId: string
}

/** How work may end without having been done. */
export const OPERATION_PROBLEMS = [
  'cancelled',
  'internal',
  'store_away',
  'store_busy',
  'store_refuses',
] as const
export type OperationProblem = (typeof OPERATION_PROBLEMS)[number]

/** What a file that was made is kept for, and what is left of that. */
export const FILE_KEPT = 'P1D'

/** Why it can't be cancelled; undefined where it can, or was. */
export function refuseCancelling({
  kind,
  status,
}: {
  kind: OperationKind
  status: OperationStatus
}): Refusal | undefined {
  if (status === 'cancelled') return undefined
  if (status === 'completed' || status === 'failed') return alreadyEnded()
  if (kind === 'user_erasure' && status === 'running') {
    const error = 'An erasure that has begun is carried through: half of it would help nobody.'
    return refusal('invalid_transition', error)
  }
  return undefined
}

export function alreadyEnded(): Refusal {
  return refusal('invalid_transition', 'It has ended: there is nothing left to cancel.')
}

/** A handover: so many tickets, and of how many it is decided whether they go. */
export interface HandoverCount {
  total: number
  decided: number
  /** So many of them stay where they were, because it was cancelled. */
  cancelled: number
}

export function describeHandover({
  total,
  decided,
  cancelled,
}: HandoverCount): 'pending' | 'applied' | 'rejected' {
  if (decided < total) return 'pending'
  return cancelled > 0 ? 'rejected' : 'applied'
}

/** How an operation stands to whoever asks what became of a 202. */
export function describeOutcome(status: OperationStatus): 'pending' | 'applied' | 'rejected' {
  if (status === 'completed') return 'applied'
  return status === 'failed' || status === 'cancelled' ? 'rejected' : 'pending'
}

/** Why it was not done, as a problem. */
export function describeProblem(problem: OperationProblem): Refusal {
  switch (problem) {
    case 'cancelled':
      return refusal('cancelled', 'It was cancelled before it was done.')
    case 'store_away':
      return refusal('unavailable', 'The staff store was away for too long: try again later.')
    case 'store_busy':
      return refusal('unavailable', 'The staff store was busy for too long: try again later.')
    case 'store_refuses':
      return refusal('internal', 'The staff store will not serve us: ask those who run this.')
    case 'internal':
      return refusal(
        'internal',
        'It could not be done: ask for it again, or ask those who run this.',
      )
    default:
      return assertNever(problem)
  }
}
