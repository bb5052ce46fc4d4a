import type { Language } from '../language.js'
import { quoteLines } from '../text.js'
import { CHATBOT_WORDS } from './words.js'

/** What was asked, and what was said to it. */
export interface Exchange {
  question: string
  reply: string | null
  /** Made of what everybody may read who files tickets. */
  isShareable: boolean
}

const LONGEST = 40_000

/**
 * A conversation as it goes with a ticket, its last words at the end. Of what was made of somebody's own tickets, or of articles that not everybody
 * may read, nothing is passed on to those who see this ticket.
 */
export function writeTranscript(exchanges: readonly Exchange[], language: Language): string {
  const words = CHATBOT_WORDS[language]
  const parts = exchanges.flatMap(({ question, reply, isShareable }) => [
    `${words.you}:\n${quoteLines(question)}`,
    ...(reply === null
      ? []
      : [`${words.assistant}:\n${quoteLines(isShareable ? reply : words.answerLeftOut)}`]),
  ])
  const text = parts.join('\n\n')
  return `${words.conversation}\n\n${text.length <= LONGEST ? text : `…${text.slice(-LONGEST)}`}`.toWellFormed()
}
