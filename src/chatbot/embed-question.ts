import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel'
import type { Budget } from '../write/chatbot/budget.js'
import type { Embed } from '../write/kb/embed-due.js'

/** Nobody waits longer for it: without it the words of the question are looked for alone. */
const LONGEST_MS = 1_500
const FAILURES = 3
const OPEN_MS = 30_000

/** The embedding of a question; undefined where there is none in time, or the day's budget is spent. It never throws. */
export type EmbedQuestion = (text: string, budget: Budget) => Promise<Float32Array | undefined>

/** One for a process: its circuit spares all who ask the wait while the endpoint is away. */
export function createEmbedQuestion(
  embed: Embed,
  onError: (error: unknown) => void,
): EmbedQuestion {
  const breaker = circuitBreaker(handleAll, {
    ...{ halfOpenAfter: OPEN_MS, breaker: new ConsecutiveBreaker(FAILURES) },
  })
  return async (text, budget) => {
    try {
      return await breaker.execute(() => embed(text, budget, AbortSignal.timeout(LONGEST_MS)))
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) onError(error)
      return undefined
    }
  }
}
