import { Context } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'

/** Well below the timeout in workflows/proxies.ts. */
const HEARTBEAT_MS = 2_000
/** What the SDK says where the server has asked for it, and not the end of this process. */
const ASKED_FOR = 'CANCELLED'

/**
 * Does work that takes its time, and lets the server know all the while that it goes on. `signal` says that it must end:
 * cancelled, or tried elsewhere because this worker stops.
 */
export async function beating<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const context = Context.current()
  const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS)
  const { cancellationSignal: signal } = context
  try {
    return await work(signal)
  } catch (error) {
    if (!signal.aborted) throw error
    const isAskedFor = signal.reason instanceof Error && signal.reason.message === ASKED_FOR
    throw isAskedFor
      ? signal.reason
      : ApplicationFailure.retryable('It goes on elsewhere.', 'stopped')
  } finally {
    clearInterval(beat)
  }
}
