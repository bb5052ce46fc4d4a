import type { Client } from '@temporalio/client'
import { isDisconnected, isLate } from './failures.js'

const PROBE_WITHIN_MS = 1_000
const PROBED_FOR_MS = 1_000

export interface Reachability {
  /** Whether the server answers anything. */
  answers(): Promise<boolean>
  /**
   * Whether a call failed because the server is unreachable. A missed deadline may be one ticket's own fault, or a
   * missing worker's: then the server, which is asked for as little as possible, still answers.
   */
  isUnreachable(error: unknown): Promise<boolean>
}

export function createReachability(client: Client): Reachability {
  const answers = createProbe(client)
  return {
    answers,
    isUnreachable: async (error) => isDisconnected(error) || (isLate(error) && !(await answers())),
  }
}

/** Those who ask at the same time are answered by one call. */
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
