import {
  isGrpcServiceError,
  ServiceError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import type { Refusal } from '../src/domain/errors.js'

/** gRPC's numbers for what is told apart here. */
const CANCELLED = 1
const DEADLINE_EXCEEDED = 4
const RESOURCE_EXHAUSTED = 8
const FAILED_PRECONDITION = 9
const UNAVAILABLE = 14

/** The run ended under an accepted update; the inbox decides, and the relay sends it again. */
const RUN_ENDED = 'AcceptedUpdateCompletedWorkflow'

/** There is no connection. A server that is unreachable may show as a missed deadline as well. */
export function isDisconnected(error: unknown): boolean {
  return readGrpcCode(error) === UNAVAILABLE
}

/** No answer came in time: the server is unreachable, no worker serves, or the ticket's own run is slow. */
export function isLate(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true
  const code = readGrpcCode(error)
  return code === DEADLINE_EXCEEDED || code === CANCELLED || code === RESOURCE_EXHAUSTED
}

/** The run ended, or failed a task, under the update: it may be sent again at once, under the same id. */
export function isInterrupted(error: unknown): boolean {
  if (error instanceof WorkflowUpdateFailedError) {
    return error.cause instanceof ApplicationFailure && error.cause.type === RUN_ENDED
  }
  return readGrpcCode(error) === FAILED_PRECONDITION
}

/** The refusal inside a failed update; undefined when the failure is none of the transaction's word. */
export function refusalIn(error: unknown): Refusal | undefined {
  if (!(error instanceof WorkflowUpdateFailedError)) return undefined
  const { cause } = error
  const detail = cause instanceof ApplicationFailure ? cause.details?.[0] : undefined
  const isRefusal = typeof detail === 'object' && detail !== null && 'code' in detail
  return isRefusal ? (detail as Refusal) : undefined // refusalFailure puts it there
}

function readGrpcCode(error: unknown): number | undefined {
  if (error instanceof ServiceError) return readGrpcCode(error.cause)
  return isGrpcServiceError(error) ? error.code : undefined
}
