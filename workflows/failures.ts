import { ApplicationFailure, TemporalFailure } from '@temporalio/workflow'
import type { Refusal } from '../src/domain/errors.js'

/** A business refusal on its way to the caller: its code is the failure's type, and no retry helps. */
export function refusalFailure(refused: Refusal): ApplicationFailure {
  return ApplicationFailure.create({
    type: refused.code,
    message: refused.error,
    nonRetryable: true,
    details: [refused],
  })
}

/** Anything unexpected: the handler fails alone, so that a poison command never jams its ticket. */
export function toUpdateFailure(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error
  const message = error instanceof TemporalFailure ? error.message : String(error)
  return ApplicationFailure.create({
    type: 'internal',
    message,
    nonRetryable: true,
  })
}
