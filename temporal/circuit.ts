import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleType } from 'cockatiel'
import { isDisconnected, isLate } from './failures.js'

const FAILURES_TO_OPEN = 4
const PROBE_WITHIN_MS = 1_000
const PROBED_FOR_MS = 1_000
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
 * Opens on an unreachable server alone. A missed deadline may be one ticket's own fault, or a missing worker's: then
 * the server, which is asked for as little as possible, still answers. While it is open nobody's command is the one that
 * tries whether it may close: that is asked beside them, each second.
 */
export function createCircuit(client: Client): Circuit {
  const probe = createProbe(client)
  const breaker = circuitBreaker(handleType(TemporalUnreachableError), {
    halfOpenAfter: Number.MAX_SAFE_INTEGER, // whoever came first would be the test, and all others wait for it
    breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
  })
  breaker.onBreak(() => {
    if (breaker.state === CircuitState.Isolated) return
    const isolation = breaker.isolate()
    void waitUntilReachable(probe).then(() => isolation.dispose())
  })
  return {
    isClosed: () => breaker.state === CircuitState.Closed,
    run: (call) =>
      breaker.execute(async () => {
        try {
          return await call()
        } catch (error) {
          const isUnreachable = isDisconnected(error) || (isLate(error) && !(await probe()))
          throw isUnreachable ? new TemporalUnreachableError(String(error)) : error
        }
      }),
  }
}

/** Keeps no process alive that would end otherwise. */
async function waitUntilReachable(probe: () => Promise<boolean>): Promise<void> {
  do await sleep(PROBE_EVERY_MS, undefined, { ref: false })
  while (!(await probe()))
}

/** Whether the server answers at all; those who ask at the same time are answered by one call. */
function createProbe(client: Client): () => Promise<boolean> {
  let known: { askedAtMs: number; answer: Promise<boolean> } | undefined
  async function ask(): Promise<boolean> {
    try {
      await client.connection.withDeadline(Date.now() + PROBE_WITHIN_MS, () =>
        client.workflowService.getSystemInfo({}),
      )
      return true
    } catch {
      return false
    }
  }
  return () => {
    const askedAtMs = Date.now()
    if (known === undefined || askedAtMs - known.askedAtMs > PROBED_FOR_MS) {
      known = { askedAtMs, answer: ask() }
    }
    return known.answer
  }
}
