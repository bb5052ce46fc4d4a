import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel'
import { reserveEmbedding, settleEmbedding } from '../domain/chatbot/tokens.js'
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
    const reserved = reserveEmbedding(text)
    try {
      return await breaker.execute(async () => {
        if (!(await budget.reserve(reserved))) return undefined
        const { vector, tokens } = await embed(text, AbortSignal.timeout(LONGEST_MS))
        await budget.settle(reserved, settleEmbedding(reserved, tokens))
        return vector
      })
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) onError(error)
      return undefined // what was reserved stays taken: nobody has said what it has cost
    }
  }
}
