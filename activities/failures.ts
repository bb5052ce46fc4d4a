import { ApplicationFailure } from '@temporalio/common'
import { isDatabaseAway } from '../src/database/pool.js'
import { DomainError } from '../src/domain/errors.js'

/** An outage is retried by the caller's policy; a mistake of ours would fail for ever, so it fails once. */
export async function oneTryUnlessAway<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const away =
      error instanceof DomainError ? error.refusal.code === 'unavailable' : isDatabaseAway(error)
    if (away || isContention(error)) throw error
    throw ApplicationFailure.nonRetryable(String(error), 'internal')
  }
}

const CONTENTION = new Set(['40001', '40P01', '55P03'])

function isContention(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    CONTENTION.has(error.code)
  )
}
