import { ActivityFailure, ApplicationFailure, sleep, TimeoutFailure } from '@temporalio/workflow'

const SHORTEST_PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 60_000

/**
 * Tries until there is an answer; what no repetition can mend is thrown. A pause is a quarter of what was waited for
 * already: an outage of a minute is noticed to be over within a quarter of one, and a long one costs a waiting run
 * six events a minute.
 */
export async function persist<T>(attempt: () => Promise<T>): Promise<T> {
  const sinceMs = Date.now() // the workflow's clock
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!isTransient(error)) throw error
    }
    const pauseMs = Math.max((Date.now() - sinceMs) / 4, SHORTEST_PAUSE_MS)
    await sleep(Math.min(pauseMs, LONGEST_PAUSE_MS), { summary: 'the database is away' })
  }
}

/** A local activity's failure comes as it is, a normal one's as the cause of an `ActivityFailure`. */
function isTransient(error: unknown): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : error
  if (cause instanceof TimeoutFailure) return true
  return cause instanceof ApplicationFailure && cause.nonRetryable !== true
}
