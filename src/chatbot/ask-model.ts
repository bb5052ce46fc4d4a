import {
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleType,
  noJitterGenerator,
  retry,
  wrap,
} from 'cockatiel'
import type { PromptMessage } from '../domain/chatbot/prompt.js'
import { reserveTokens, settleTokens } from '../domain/chatbot/tokens.js'
import type { Budget } from '../write/chatbot/budget.js'
import { BudgetSpentError, ModelAwayError, ModelRefusedError } from './errors.js'
import type { LanguageModel, Piece } from './model.js'
import { settleFailedCall } from './settle-failed-call.js'

/** How long a model is waited for. */
export interface Patience {
  /** For all of an answer, with all its tries. */
  totalMs: number
  firstWaitMs: number
  /** After so many failures on end nobody asks for a while. */
  failures: number
  openMs: number
}

export const PATIENCE: Patience = {
  totalMs: 30_000,
  firstWaitMs: 500,
  failures: 5,
  openMs: 30_000,
}
const RETRIES = 2

/** Asks a model for words. Throws the errors of `errors.ts`, and `BrokenCircuitError` while it is known to be away. */
export type AskModel = (
  prompt: readonly PromptMessage[],
  budget: Budget,
  signal: AbortSignal,
) => AsyncGenerator<string>

/** One for a process: its circuit is that of all who ask. */
export function createAskModel(model: LanguageModel, patience: Patience = PATIENCE): AskModel {
  const isAway = handleType(ModelAwayError)
  const breaker = circuitBreaker(isAway, {
    halfOpenAfter: patience.openMs,
    breaker: new ConsecutiveBreaker(patience.failures),
  })
  const backoff = new ExponentialBackoff({
    ...{ initialDelay: patience.firstWaitMs, generator: noJitterGenerator },
  })
  const tries = wrap(retry(isAway, { maxAttempts: RETRIES, backoff }), breaker)
  return async function* (prompt, budget, caller) {
    const signal = AbortSignal.any([caller, AbortSignal.timeout(patience.totalMs)])
    const reserved = reserveTokens(prompt)
    const call = await tries.execute(
      () => beginCall({ model, prompt, budget, reserved, signal, caller }),
      signal,
    )
    yield* readCall(call, { budget, reserved, signal })
  }
}

interface Call {
  first: IteratorResult<Piece>
  pieces: AsyncIterator<Piece>
}

interface Try {
  model: LanguageModel
  prompt: readonly PromptMessage[]
  budget: Budget
  reserved: number
  signal: AbortSignal
  /** Whoever asks has gone: that says nothing of the model. */
  caller: AbortSignal
}

/** One try, up to its first words. What it may cost is reserved before, and given back where nothing was begun. */
async function beginCall({ model, prompt, budget, reserved, signal, caller }: Try): Promise<Call> {
  signal.throwIfAborted()
  if (!(await budget.reserve(reserved))) throw new BudgetSpentError()
  try {
    const pieces = (await model.open(prompt, signal))[Symbol.asyncIterator]()
    const first = await pieces.next()
    if (signal.aborted) throw new ModelAwayError(false) // a stream that is cut off ends as if it were whole
    if (first.done === true) throw new ModelRefusedError('It says nothing.')
    return { first, pieces }
  } catch (error) {
    await settleFailedCall(budget, reserved, { error, signal })
    caller.throwIfAborted()
    throw error
  }
}

/** What nobody reads to its end costs what was reserved. */
async function* readCall(
  { first, pieces }: Call,
  { budget, reserved, signal }: Pick<Try, 'budget' | 'reserved' | 'signal'>,
) {
  let usage: number | undefined
  let received = 0
  let hasEnded = false
  try {
    for (let read = first; read.done !== true; read = await pieces.next()) {
      const piece = read.value
      if (piece.kind === 'usage') {
        usage = piece.tokens
        continue
      }
      received += piece.text.length
      yield piece.text
    }
    signal.throwIfAborted()
    hasEnded = true
  } finally {
    await pieces.return?.()
    const end = hasEnded
      ? ({ kind: 'ended', usage, received } as const)
      : { kind: 'broken' as const }
    await budget.settle(reserved, settleTokens(reserved, end))
  }
}
