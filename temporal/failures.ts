import {
  isGrpcServiceError,
  ServiceError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import type { Refusal } from '../src/domain/errors.js'

/** gRPC codes that mean "away or late": the command's fate is unknown, so it is never called failed. */
const AWAY_CODES = new Set([1, 4, 8, 13, 14])

/** The run ended under an accepted update; the inbox decides, and the relay sends it again. */
const RUN_ENDED = 'AcceptedUpdateCompletedWorkflow'

export function isTemporalAway(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true
  if (error instanceof ServiceError) return isTemporalAway(error.cause)
  if (isInterrupted(error)) return true
  return isGrpcServiceError(error) && AWAY_CODES.has(error.code)
}

const FAILED_PRECONDITION = 9

/** The run ended, or failed a task, under the update: it may be sent again at once, under the same id. */
export function isInterrupted(error: unknown): boolean {
  if (error instanceof ServiceError) return isInterrupted(error.cause)
  if (error instanceof WorkflowUpdateFailedError) {
    return error.cause instanceof ApplicationFailure && error.cause.type === RUN_ENDED
  }
  return isGrpcServiceError(error) && error.code === FAILED_PRECONDITION
}

/** The refusal inside a failed update; undefined when the failure is none of the transaction's word. */
export function refusalIn(error: unknown): Refusal | undefined {
  if (!(error instanceof WorkflowUpdateFailedError)) return undefined
  const { cause } = error
  const detail = cause instanceof ApplicationFailure ? cause.details?.[0] : undefined
  const isRefusal = typeof detail === 'object' && detail !== null && 'code' in detail
  return isRefusal ? (detail as Refusal) : undefined // refusalFailure puts it there
}
