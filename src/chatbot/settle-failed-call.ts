import { settleTokens } from '../domain/chatbot/tokens.js'
import type { Budget } from '../write/chatbot/budget.js'
import { ModelAwayError } from './errors.js'

/** What was reserved for a call that failed is given back where nothing was begun; of one that broke off nobody has said what it has cost. */
export async function settleFailedCall(
  budget: Budget,
  reserved: number,
  { error, signal }: { error: unknown; signal: AbortSignal },
): Promise<void> {
  const isRefused = !(error instanceof ModelAwayError) || error.isRefused
  const kind = isRefused && !signal.aborted ? 'refused' : 'broken'
  await budget.settle(reserved, settleTokens(reserved, { kind }))
}
