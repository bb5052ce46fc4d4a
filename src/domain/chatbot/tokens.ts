import type { PromptMessage } from './prompt.js'

/** The most that a model is let say. */
export const MOST_OUTPUT = 1_000

/** Rather too many: half of the characters, where languages have three or four in each. */
function estimate(text: string): number {
  return Math.ceil(text.length / 2)
}

/** What a call may cost at most; it is reserved before the call. */
export function reserveTokens(prompt: readonly PromptMessage[]): number {
  return prompt.reduce((sum, { content }) => sum + estimate(content), MOST_OUTPUT)
}

/** What the embedding of a text may cost. */
export function reserveEmbedding(text: string): number {
  return estimate(text)
}

/** What it has cost: nobody is believed who says that it was next to nothing, or many times as much as there is. */
export function settleEmbedding(reserved: number, usage: number | undefined): number {
  if (usage === undefined || usage > reserved * 4) return reserved
  return Math.max(usage, Math.ceil(reserved / 8))
}

/** How a call has ended, and what is known of its cost. */
export type CallEnd =
  /** It was refused, or nobody was there. */
  | { kind: 'refused' }
  /** It broke off, and nobody has said what it has cost. */
  | { kind: 'broken' }
  | { kind: 'ended'; usage: number | undefined; received: number }

/** What is taken from the budget in the end: an endpoint that says that it costs nothing is not believed. */
export function settleTokens(reserved: number, end: CallEnd): number {
  if (end.kind === 'refused') return 0
  if (end.kind === 'broken') return reserved
  const { usage, received } = end
  if (usage === undefined || !Number.isSafeInteger(usage) || usage > reserved * 4) return reserved
  return Math.max(usage, Math.ceil(received / 8))
}
