import { assertNever } from '../assert.js'
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

/** How a call has ended, and what is known of its cost. */
export type CallEnd =
  /** It was refused, or nobody was there. */
  | { kind: 'refused' }
  /** It broke off, and nobody has said what it has cost. */
  | { kind: 'broken' }
  /** It said so many characters. */
  | { kind: 'ended'; usage: number | undefined; received: number }
  | { kind: 'embedded'; usage: number | undefined }

/** What is taken from the budget in the end. */
export function settleTokens(reserved: number, end: CallEnd): number {
  switch (end.kind) {
    case 'refused':
      return 0
    case 'broken':
      return reserved
    case 'ended':
      return judgeUsage(end.usage, reserved, end.received)
    case 'embedded':
      return judgeUsage(end.usage, reserved, reserved)
    default:
      return assertNever(end)
  }
}

/** Nobody is believed who says that it was next to nothing for what was done, or many times as much as there is. */
function judgeUsage(usage: number | undefined, reserved: number, done: number): number {
  if (usage === undefined || !Number.isSafeInteger(usage) || usage > reserved * 4) return reserved
  return Math.max(usage, Math.ceil(done / 8))
}
