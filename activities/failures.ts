import { ApplicationFailure } from '@temporalio/common'
import { DomainError } from '../src/domain/errors.js'

/** An outage is retried by the caller's policy; a mistake of ours would fail for ever, so it fails once. */
export async function nonRetryableUnlessTransient<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toActivityFailure(error)
  }
}

export function toActivityFailure(error: unknown): unknown {
  return isTransient(error) ? error : ApplicationFailure.nonRetryable(String(error), 'internal')
}

/** Whether trying again may help. */
export function isTransient(error: unknown): boolean {
  return error instanceof DomainError && error.refusal.code === 'unavailable'
}
