import { cleanText } from './clean-text.js'
import { writeCitation } from './links.js'
import type { Passage } from './passage.js'
import { DRAFT_MARK } from './prompt.js'
import { endsParagraph, shortenGap, takeSentences } from './sentences.js'

/** What a model's words may refer to. */
export interface ReplyFrame {
  passages: readonly Passage[]
  site: string
}

/** A reply as it comes in: what of it was said, and what waits. */
export interface ReplyState {
  /** Not a whole sentence yet, as it came. */
  pending: string
  /** What some models think aloud before they answer is over. */
  hasBegun: boolean
  /** Clean sentences of a paragraph that cites nothing yet. */
  held: string
  isCited: boolean
  cited: readonly Passage[]
  said: string
  /** What came behind the mark of a draft; undefined before it. */
  draft: string | undefined
}

export const NEW_REPLY: ReplyState = {
  pending: '',
  hasBegun: false,
  held: '',
  isCited: false,
  cited: [],
  said: '',
  draft: undefined,
}

/** Longer than any answer that somebody wants to read. */
export const LONGEST_REPLY = 6_000
const LONGEST_DRAFT = 8_000

/** Whether more of it would be dropped. */
export function isFull({ said, held, draft }: ReplyState): boolean {
  return draft === undefined
    ? said.length + held.length >= LONGEST_REPLY
    : draft.length >= LONGEST_DRAFT
}

/** Takes in what a model has said next; sentences are cleaned as they end, however the words came divided. */
export function takeWords(state: ReplyState, words: string, frame: ReplyFrame): ReplyState {
  if (state.draft !== undefined) return { ...state, draft: state.draft + words }
  const text = state.pending + words
  const answer = state.hasBegun ? text : dropThoughts(text)
  if (answer === undefined) return { ...state, pending: text }
  return takeAnswer({ ...state, hasBegun: true }, answer, frame)
}

const THINKS = '<think>'
const HAS_THOUGHT = '</think>'

/** What comes after them; undefined while that is not known. */
function dropThoughts(text: string): string | undefined {
  const begun = text.trimStart()
  if (!begun.startsWith(THINKS)) return THINKS.startsWith(begun) ? undefined : text
  const end = begun.indexOf(HAS_THOUGHT)
  return end < 0 ? undefined : begun.slice(end + HAS_THOUGHT.length)
}

function takeAnswer(state: ReplyState, text: string, frame: ReplyFrame): ReplyState {
  const { sentences, rest } = takeSentences(text)
  const taken = sentences.reduce((so, sentence) => takeSentence(so, sentence, frame), state)
  return taken.draft === undefined
    ? { ...taken, pending: rest }
    : { ...taken, pending: '', draft: taken.draft + rest }
}

/** Nothing comes any more. What has cited nothing by now is never said. */
export function endReply(state: ReplyState, frame: ReplyFrame): ReplyState {
  if (!state.hasBegun) return { ...state, pending: '' }
  const ended = takeSentence({ ...state, pending: '' }, state.pending, frame)
  return { ...ended, held: '' }
}

function takeSentence(state: ReplyState, sentence: string, frame: ReplyFrame): ReplyState {
  if (state.draft !== undefined) return { ...state, draft: state.draft + sentence }
  const mark = DRAFT_LINE.exec(sentence)
  if (mark !== null) return { ...state, draft: sentence.slice(mark[0].length) }
  const written = writeSentence(shortenGap(sentence), state.cited, frame)
  const isCited = state.isCited || written.cites
  const text = state.held + written.text
  const taken = isCited
    ? { ...state, said: cutReply(state.said + text), held: '', cited: written.cited }
    : { ...state, held: cutReply(text) }
  return endsParagraph(sentence) ? { ...taken, held: '', isCited: false } : { ...taken, isCited }
}

/** As some write it: in bold, or as an item of a list. */
const DRAFT_LINE = new RegExp(`^[\\s*_#\`>-]*${DRAFT_MARK}[*_\`]*`)

function cutReply(text: string): string {
  return text.slice(0, LONGEST_REPLY).toWellFormed()
}

/** `[2]`, `[1, 3]`, and whatever was to be made a link of it. */
const CITATION = /\[[\d\s,;]{1,20}\](?:\([^)\s]*\)?)?/g

/** A sentence in clean words, its citations numbered in the order in which the reply cites; of what is none nothing is left. */
function writeSentence(sentence: string, before: readonly Passage[], frame: ReplyFrame) {
  let cited = before
  let text = ''
  let at = 0
  let cites = false
  for (const match of sentence.matchAll(CITATION)) {
    text += cleanText(sentence.slice(at, match.index))
    at = match.index + match[0].length
    for (const passage of findCited(match[0], frame.passages)) {
      cites = true
      if (!cited.includes(passage)) cited = [...cited, passage]
      const link = writeCitation(cited.indexOf(passage) + 1, passage, frame.site)
      text += /(?:^|\s)$/.test(text) ? link : ` ${link}`
    }
  }
  return { text: text + cleanText(sentence.slice(at)), cited, cites }
}

function findCited(citation: string, passages: readonly Passage[]): Passage[] {
  const numbers = citation.slice(1, citation.indexOf(']'))
  return numbers.split(/[,;\s]+/).flatMap((number) => passages[Number(number) - 1] ?? [])
}
