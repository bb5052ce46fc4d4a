import { foldWord, placeWords, splitWords } from '../kb/words.js'
import { cut } from '../text.js'

/** A piece of something that answers may be made from. */
export type Passage = ArticlePassage | TicketPassage

export interface ArticlePassage {
  kind: 'article'
  id: string
  title: string
  text: string
  score: number
  /** How far it is read: a place in the list of visibilities. */
  reach: number
}

export interface TicketPassage {
  kind: 'ticket'
  id: string
  number: string
  title: string
  text: string
  score: number
  requesterId: string
}

/** Who asks: nothing outside of this is looked at for them. */
export interface Reader {
  userId: string
  reach: number
}

export const MOST_PASSAGES = 6
export const PASSAGE_LENGTH = 1_500
const TITLE_LENGTH = 200

/** The queries ask for nothing else; what reaches a model, or a reply, is judged here once more. */
export function mayRead(reader: Reader, passage: Passage): boolean {
  return passage.kind === 'article'
    ? passage.reach <= reader.reach
    : passage.requesterId === reader.userId
}

/** The best of what was found and may be read, each once and cut to the part that is about the question. */
export function choosePassages(
  found: readonly Passage[],
  reader: Reader,
  question: string,
): Passage[] {
  const wanted = new Set(splitWords(question).map(foldWord))
  return found
    .filter((passage) => mayRead(reader, passage))
    .toSorted((one, other) => other.score - one.score)
    .filter(({ id }, n, all) => all.findIndex((other) => other.id === id) === n)
    .slice(0, MOST_PASSAGES)
    .map((passage) => ({
      ...passage,
      title: cut(passage.title, TITLE_LENGTH),
      text: cutAround(passage.text, wanted),
    }))
}

/**
 * The stretch of a text that has most of the words, from the beginning of a word on. Each place is looked at once for where a stretch
 * begins and once for where it ends: a text may be made of nothing else than the word.
 */
function cutAround(text: string, wanted: ReadonlySet<string>): string {
  if (text.length <= PASSAGE_LENGTH) return text
  const places = placeWords(text)
    .filter(({ word }) => wanted.has(foldWord(word)))
    .map(({ at }) => at)
  const starts = [0, ...places.map((at) => Math.max(0, at - 200))]
  let [begin, end] = [0, 0]
  let best = { start: 0, count: -1 }
  for (const start of starts) {
    while (begin < places.length && Number(places[begin]) < start) begin += 1
    while (end < places.length && Number(places[end]) < start + PASSAGE_LENGTH) end += 1
    if (end - begin > best.count) best = { start, count: end - begin }
  }
  const { start } = best
  const from = start === 0 ? 0 : text.indexOf(' ', start) + 1
  return text.slice(from, from + PASSAGE_LENGTH).toWellFormed()
}
