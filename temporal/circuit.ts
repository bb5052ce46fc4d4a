import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleType } from 'cockatiel'
import { createReachability } from './reachability.js'

const FAILURES_TO_OPEN = 4
const PROBE_EVERY_MS = 1_000

/** Nothing of Temporal can be reached, whatever is asked of it. */
export class TemporalUnreachableError extends Error {
  override name = 'TemporalUnreachableError'
}

export interface Circuit {
  /** Fails at once while the server is unreachable, so that an outage does not cost each caller their deadline. */
  run<T>(call: () => Promise<T>): Promise<T>
  isClosed(): boolean
}

/**
 * Opens on an unreachable server alone. While it is open nobody's command is the one that tries whether it may close: that
 * is asked beside them, each second.
 */
export function createCircuit(client: Client): Circuit {
  const { answers, isUnreachable } = createReachability(client)
  const breaker = circuitBreaker(handleType(TemporalUnreachableError), {
    halfOpenAfter: Number.MAX_SAFE_INTEGER, // whoever came first would be the test, and all others wait for it
    breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
  })
  breaker.onBreak(() => {
    if (breaker.state === CircuitState.Isolated) return
    const isolation = breaker.isolate()
    void waitUntilAnswered(answers).then(() => isolation.dispose())
  })
  return {
    isClosed: () => breaker.state === CircuitState.Closed,
    run: (call) =>
      breaker.execute(async () => {
        try {
          return await call()
        } catch (error) {
          throw (await isUnreachable(error)) ? new TemporalUnreachableError(String(error)) : error
        }
      }),
  }
}

/** Keeps no process alive that would end otherwise. */
async function waitUntilAnswered(answers: () => Promise<boolean>): Promise<void> {
  do await sleep(PROBE_EVERY_MS, undefined, { ref: false })
  while (!(await answers()))
}
